#include "demos/seq2seq/measure.h"

#include <algorithm>

#include "train/evaluation.h"

namespace madang::demos::seq2seq {

namespace {

constexpr int spare_symbols = 2;  // that an answer may be too long by

/// The first character of each field, by its number.
std::map<int, std::size_t> places_of_fields(const Line& line) {
  std::map<int, std::size_t> places;
  for (std::size_t i = 0; i < line.source_fields.size(); ++i) places.try_emplace(line.source_fields[i], i);
  return places;
}

void count_attention(Tally& tally, const Line& line, const Matrix& weights) {
  const auto places = places_of_fields(line);
  const int steps = std::min(weights.rows, static_cast<int>(line.target.size()));
  std::size_t before = 0;
  bool straight = true;
  for (int i = 0; i < steps; ++i) {
    const int field = line.target_fields[static_cast<std::size_t>(i)];
    const bool new_date = i == 0 || line.target[static_cast<std::size_t>(i) - 1] == U' ';
    if (new_date) before = 0;
    if (field >= 0) {
      int strongest = 0;
      ++tally.digits;
      for (int j = 0; j < weights.columns; ++j) {
        if (line.source_fields[static_cast<std::size_t>(j)] == field) tally.on_field += weights.at(i, j);
        if (weights.at(i, j) > weights.at(i, strongest)) strongest = j;
      }
      const std::size_t place = places.at(line.source_fields[static_cast<std::size_t>(strongest)]);
      straight = straight && place >= before;
      before = place;
    }
    const auto next = static_cast<std::size_t>(i) + 1;
    if (next < line.target.size() && line.target[next] != U' ') continue;
    ++tally.dates;
    tally.straight += straight;
    straight = true;
  }
}

}  // namespace

Matrix Spoken::weights() const {
  if (steps.empty() || !steps.front().looked.weights) return {};
  Matrix all;
  for (const DecoderStep& step : steps) {
    const auto row = step.looked.weights.value().values();
    all.values.insert(all.values.end(), row.begin(), row.end());
    all.columns = static_cast<int>(row.size());
    ++all.rows;
  }
  return all;
}

Spoken speak(const Translator& model, const Tokens& source, int most) {
  const NoRecording off;
  Spoken spoken;
  spoken.memory = model.read(source, 1);
  spoken.steps.push_back(model.step(spoken.memory, model.first(spoken.memory), {start_symbol}));
  for (;;) {
    const std::int32_t symbol = train::likeliest(spoken.steps.back().logits.value()).front();
    if (symbol < 0 || symbol >= end_symbol || static_cast<int>(spoken.said.size()) == most) return spoken;
    spoken.said.push_back(symbol);
    spoken.steps.push_back(model.step(spoken.memory, spoken.steps.back(), {symbol}));
  }
}

Tally& Tally::operator+=(const Tally& other) {
  lines += other.lines;
  right_lines += other.right_lines;
  symbols += other.symbols;
  right_symbols += other.right_symbols;
  digits += other.digits;
  on_field += other.on_field;
  dates += other.dates;
  straight += other.straight;
  return *this;
}

Tally tally_of(const Line& line, const Spoken& spoken) {
  Tally tally{.lines = 1};
  const std::size_t length = line.target.size();
  tally.symbols = static_cast<int>(length) + 1;
  for (std::size_t i = 0; i < std::min(length, spoken.said.size()); ++i)
    tally.right_symbols += line.target[i] == target_alphabet[static_cast<std::size_t>(spoken.said[i])];
  tally.right_symbols += spoken.said.size() == length;  // the end, in its place
  tally.right_lines = tally.right_symbols == tally.symbols;
  const Matrix weights = spoken.weights();
  if (!weights.empty()) count_attention(tally, line, weights);
  return tally;
}

Tally tally_of(const Translator& model, const Lesson& lesson, const Line& line) {
  const int most = static_cast<int>(line.target.size()) + spare_symbols;
  return tally_of(line, speak(model, lesson.source_tokens(line.source), most));
}

Tally tally_of(const Translator& model, const Lesson& lesson, const std::vector<Line>& lines) {
  Tally sum;
  for (const Line& line : lines) sum += tally_of(model, lesson, line);
  return sum;
}

AnswerCost cost_of(const Translator& model, int source_length, int target_length) {
  const Blueprint& b = model.blueprint();
  const double n = source_length, m = target_length, d = b.hidden, e = b.embedding;
  const double read = b.attention == Attention::multiplicative ? e : e + d;
  AnswerCost cost;
  cost.networks =
      n * 2 * 4 * (d / 2) * (e + d / 2) + m * (4 * d * (read + d) + 2 * d * d + d * target_symbols);
  if (b.attention == Attention::additive) cost.attention = (n + m) * d * d / 2 + n * m * (d / 2 + d);
  if (b.attention == Attention::multiplicative) cost.attention = n * d * d + n * m * 2 * d;
  return cost;
}

}  // namespace madang::demos::seq2seq
