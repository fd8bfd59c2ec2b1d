#include "demos/seq2seq/lesson.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "data/sequence_tasks.h"
#include "io/utf8.h"

namespace madang::demos::seq2seq {

namespace {

constexpr int fields_of_date = 5;     // of data::DateField
constexpr int dates_to_learn = 4000;  // of each language
constexpr int korean_kept_back = 3;   // 2024. 5. 3.
constexpr int english_kept_back = 5;  // 03-May-2024

int kept_back(Language language) {
  return language == Language::korean ? korean_kept_back : english_kept_back;
}

std::vector<int> fields_of(const std::vector<data::DatePlace>& places) {
  std::vector<int> fields;
  for (const auto& [date, field] : places)
    fields.push_back(field == data::DateField::none ? -1 : date * fields_of_date + static_cast<int>(field));
  return fields;
}

/// A sign counts to the field behind it.
void give_signs_away(std::vector<int>& fields) {
  for (std::size_t i = fields.size(); i-- > 1;)
    if (fields[i - 1] < 0) fields[i - 1] = fields[i];
}

/// A day in any of the formats to learn from.
data::StyledDate to_learn(Language language, data::Part part, Random& random) {
  int style = static_cast<int>(random.below(data::date_styles - 1));
  if (style >= kept_back(language)) ++style;
  return {data::random_date(part, random), language, style};
}

std::size_t below(std::size_t count, Random& random) {
  return random.below(static_cast<std::uint32_t>(count));
}

}  // namespace

Line line_of(const std::vector<data::StyledDate>& dates) {
  data::DateLine all = data::date_line(dates);
  Line line{.source = std::move(all.written),
            .target = std::move(all.iso),
            .source_fields = fields_of(all.written_places),
            .target_fields = fields_of(all.iso_places),
            .items = static_cast<int>(dates.size()),
            .language = dates.front().language};
  give_signs_away(line.source_fields);
  return line;
}

Line line_of_digits(std::span<const std::int32_t> digits) {
  Line line;
  for (const auto digit : digits) {
    line.source_fields.push_back(static_cast<int>(line.source.size()));
    line.source += U'0' + static_cast<char32_t>(digit);
  }
  line.target = line.source;
  line.target_fields = line.source_fields;
  line.items = (static_cast<int>(digits.size()) + digits_of_item - 1) / digits_of_item;
  return line;
}

Line own_line(std::u32string text, Task task) {
  Line line;
  line.source = std::move(text);
  line.source_fields.assign(line.source.size(), -1);
  if (task == Task::digits) {
    std::vector<std::int32_t> digits;
    for (const char32_t each : line.source) {
      if (each < U'0' || each > U'9') return line;
      digits.push_back(static_cast<std::int32_t>(each - U'0'));
    }
    return line_of_digits(digits);
  }
  std::vector<data::StyledDate> dates;
  for (std::size_t begin = 0; begin <= line.source.size();) {
    const std::size_t end = std::min(line.source.find(U"; ", begin), line.source.size());
    const auto date = data::read_date(io::encode_utf8(line.source.substr(begin, end - begin)));
    if (!date) return line;
    dates.push_back(*date);
    begin = end + 2;
  }
  return line_of(dates);
}

Lesson::Lesson(const Settings& settings, std::uint64_t seed)
    : task_(settings.task), language_(settings.language), items_(settings.items) {
  Random learned = random_for(seed, Stream::dates), tested = random_for(seed, Stream::held_out),
         unknown = random_for(seed, Stream::unseen);
  alphabet_ = target_alphabet.substr(0, 10);
  if (task_ == Task::dates) {
    if (language_ != Tongue::english) fill_pool(Language::korean, learned);
    if (language_ != Tongue::korean) fill_pool(Language::english, learned);
    std::ranges::sort(alphabet_);
  }
  for (int items = 1; items <= most_measured; ++items) {
    std::vector<Line>& lines = held_out_.emplace_back();
    for (int i = 0; i < shown_lines; ++i) lines.push_back(held_out_line(items, false, tested));
  }
  if (task_ == Task::dates)
    for (int i = 0; i < shown_lines; ++i) unseen_.push_back(held_out_line(1, true, unknown));
  measure_idle_loss(seed);
}

void Lesson::fill_pool(Language language, Random& random) {
  Pool& pool = pools_[static_cast<std::size_t>(language)];
  std::set<char32_t> letters(alphabet_.begin(), alphabet_.end());
  letters.insert({U';', U' '});
  for (int i = 0; i < dates_to_learn; ++i) {
    const data::StyledDate date = to_learn(language, data::Part::training, random);
    const std::u32string written = io::decode_utf8(data::written_date(date.date, date.language, date.style));
    letters.insert(written.begin(), written.end());
    pool.dates.push_back(date);
    pool.lengths.push_back(written.size());
    pool.by_length[written.size()].push_back(date);
  }
  alphabet_.assign(letters.begin(), letters.end());
}

Language Lesson::any_language(Random& random) const {
  if (language_ == Tongue::both) return random.below(2) == 0 ? Language::korean : Language::english;
  return language_ == Tongue::korean ? Language::korean : Language::english;
}

Line Lesson::held_out_line(int items, bool unseen, Random& random) const {
  if (task_ == Task::digits) return line_of_digits(data::copy_task(items * digits_of_item, 10, random).input);
  std::vector<data::StyledDate> dates;
  const Language language = any_language(random);
  for (int i = 0; i < items; ++i) {
    dates.push_back(to_learn(language, data::Part::held_out, random));
    if (unseen) dates.back().style = kept_back(language);
  }
  return line_of(dates);
}

Batch Lesson::draw(int rows, Random& random) const {
  std::vector<Line> lines;
  const auto count = static_cast<std::size_t>(rows);
  if (task_ == Task::digits) {
    const auto digits =
        1 + static_cast<int>(below(static_cast<std::size_t>(items_ * digits_of_item), random));
    while (lines.size() < count) lines.push_back(line_of_digits(data::copy_task(digits, 10, random).input));
    return batch_of(lines);
  }
  const Pool& pool = pools_[static_cast<std::size_t>(any_language(random))];
  std::vector<std::size_t> lengths(1 + below(static_cast<std::size_t>(items_), random));
  for (std::size_t& length : lengths) length = pool.lengths[below(pool.lengths.size(), random)];
  while (lines.size() < count) {
    std::vector<data::StyledDate> dates;
    for (const std::size_t length : lengths) {
      const auto& bucket = pool.by_length.at(length);
      dates.push_back(bucket[below(bucket.size(), random)]);
    }
    lines.push_back(line_of(dates));
  }
  return batch_of(lines);
}

Tokens Lesson::source_tokens(const std::u32string& text) const {
  Tokens tokens;
  for (const char32_t letter : text) {
    const auto place = std::ranges::lower_bound(alphabet_, letter);
    const bool known = place != alphabet_.end() && *place == letter;
    tokens.push_back(known ? static_cast<std::int32_t>(place - alphabet_.begin()) + 1 : 0);
  }
  return tokens;
}

Batch Lesson::batch_of(const std::vector<Line>& lines) const {
  Batch batch;
  batch.rows = static_cast<int>(lines.size());
  for (const Line& line : lines) {
    const Tokens source = source_tokens(line.source);
    batch.source.insert(batch.source.end(), source.begin(), source.end());
    batch.given.push_back(start_symbol);
    for (const char32_t letter : line.target) {
      const auto symbol = static_cast<std::int32_t>(target_alphabet.find(letter));
      batch.given.push_back(symbol);
      batch.target.push_back(symbol);
    }
    batch.target.push_back(end_symbol);
  }
  return batch;
}

void Lesson::measure_idle_loss(std::uint64_t seed) {
  constexpr int batches = 60, rows = 4;
  Random random = random_for(seed, Stream::order);
  std::map<std::size_t, std::array<double, target_symbols>> seen;  // by place
  double count = 0, loss = 0;
  for (int i = 0; i < batches; ++i) {
    const Batch batch = draw(rows, random);
    const auto length = static_cast<std::size_t>(batch.target_length());
    for (std::size_t t = 0; t < batch.target.size(); ++t)
      seen[t % length][static_cast<std::size_t>(batch.target[t])] += 1;
    count += static_cast<double>(batch.target.size());
  }
  for (const auto& [place, symbols] : seen) {
    double all = 0;
    for (const double each : symbols) all += each;
    for (const double each : symbols)
      if (each > 0) loss -= each * std::log(each / all);
  }
  idle_loss_ = static_cast<float>(loss / count);
}

}  // namespace madang::demos::seq2seq
