#include "demos/seq2seq/picture.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "core/tensor_matrix.h"
#include "io/utf8.h"

namespace madang::demos::seq2seq {

namespace {

constexpr int spare_said = 4;  // symbols that an answer may be too long by
constexpr int most_said = 48;  // of an own line whose answer is not known
const std::string end_sign = "⏎";

std::vector<std::string> characters_of(const std::u32string& text) {
  std::vector<std::string> all;
  for (const char32_t each : text) all.push_back(io::encode_utf8(std::u32string(1, each)));
  return all;
}

std::string character_of(std::int32_t symbol) {
  return io::encode_utf8(std::u32string(1, target_alphabet[static_cast<std::size_t>(symbol)]));
}

/// The line that the settings ask for.
Line chosen_line(const Lesson& lesson, const Settings& settings) {
  const auto number = static_cast<std::size_t>(settings.line - 1);
  if (settings.source == Source::own && !settings.own_line.empty()) {
    std::u32string text = io::decode_utf8(settings.own_line);
    text.resize(std::min(text.size(), most_line_characters));
    return own_line(std::move(text), settings.task);
  }
  if (settings.source == Source::unseen && !lesson.unseen().empty()) return lesson.unseen()[number];
  return lesson.held_out(settings.shown_items)[number];
}

/// What a reader must know of it.
Text notice_of(const Line& line, const Lesson& lesson, const Settings& settings) {
  if (settings.source == Source::unseen && lesson.unseen().empty())
    return {"숫자에는 다른 형식이 없다. 보통 줄을 보인다.",
            "Digits have no other format: an ordinary line is shown."};
  if (settings.source != Source::own || settings.own_line.empty()) return {};
  const Tokens tokens = lesson.source_tokens(line.source);
  std::u32string unknown;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i] == 0 && unknown.find(line.source[i]) == unknown.npos) unknown += line.source[i];
  if (!unknown.empty()) {
    const std::string all = io::encode_utf8(unknown);
    return {"학습한 줄에 없던 글자: " + all, "Characters that no line to learn from had: " + all};
  }
  if (line.target.empty())
    return {"아는 형식이 아니라 채점하지 않는다.", "Not marked: the line is in none of the known formats."};
  return {};
}

int most_symbols(const Line& line) {
  return line.target.empty() ? most_said : static_cast<int>(line.target.size()) + spare_said;
}

Answer answer_of(const Line& line, const Spoken& spoken, int most) {
  Answer answer;
  const bool known = !line.target.empty();
  for (std::size_t i = 0; i < spoken.said.size(); ++i) {
    answer.said.push_back(character_of(spoken.said[i]));
    const bool right =
        i < line.target.size() && line.target[i] == target_alphabet[static_cast<std::size_t>(spoken.said[i])];
    answer.right.push_back(known ? right : -1);
  }
  answer.ended = static_cast<int>(spoken.said.size()) < most;
  answer.all_right =
      known && spoken.said.size() == line.target.size() && std::ranges::count(answer.right, 0) == 0;
  return answer;
}

AlignmentPicture alignment_of(const Line& line, const Spoken& spoken) {
  AlignmentPicture picture;
  picture.source = characters_of(line.source);
  picture.target = characters_of(line.target);
  for (const std::int32_t symbol : spoken.said) picture.said.push_back(character_of(symbol));
  if (picture.said.size() < spoken.steps.size()) picture.said.push_back(end_sign);
  picture.right.assign(spoken.steps.size(), -1);
  for (std::size_t i = 0; i < std::min(picture.right.size(), line.target_fields.size()); ++i)
    picture.right[i] = line.target_fields[i];
  picture.fields = line.source_fields;
  picture.weights = spoken.weights();
  return picture;
}

/// Softmax and mean by loops, and the scores by their definition: how far the engine is from that.
float difference_by_definition(const Translator& model, const Spoken& spoken, const DecoderStep& step) {
  const std::vector<float> scores = numbers_of(step.looked.scores.value()),
                           weights = numbers_of(step.looked.weights.value()),
                           context = numbers_of(step.looked.output.value()),
                           annotations = numbers_of(spoken.memory.annotations.value());
  double sum = 0, worst = 0;
  std::vector<double> mine;
  const auto differs = [&](double a, double b) { worst = std::max(worst, std::abs(a - b)); };
  for (std::size_t j = 0; j < scores.size(); ++j) {
    const ScoreFactors factors = model.factors(spoken.memory, step, static_cast<int>(j));
    double score = 0;
    for (std::size_t k = 0; k < factors.a.size(); ++k)
      score += static_cast<double>(factors.a[k]) * factors.b[k];
    differs(score, scores[j]);
    sum += mine.emplace_back(std::exp(score));
  }
  for (std::size_t k = 0; k < context.size(); ++k) {
    double mean = 0;
    for (std::size_t j = 0; j < scores.size(); ++j)
      mean += mine[j] / sum * annotations[j * context.size() + k];
    differs(mean, context[k]);
  }
  for (std::size_t j = 0; j < scores.size(); ++j) differs(mine[j] / sum, weights[j]);
  return static_cast<float>(worst);
}

Calculation calculation_of(const Translator& model, const Spoken& spoken, const Settings& settings,
                           int characters) {
  Calculation now;
  now.output = std::min(settings.output, static_cast<int>(spoken.steps.size())) - 1;
  now.input = std::clamp(settings.input - 1, 0, characters - 1);
  const NoRecording off;
  const DecoderStep& step = spoken.steps[static_cast<std::size_t>(now.output)];
  now.chances = numbers_of(softmax(step.logits).value());
  now.chances.pop_back();  // the start is never said
  if (!step.looked.weights) return now;
  const auto weights = step.looked.weights.value().values();
  if (settings.input == 0) now.input = static_cast<int>(std::ranges::max_element(weights) - weights.begin());
  ScoreFactors factors = model.factors(spoken.memory, step, now.input);
  now.a = std::move(factors.a);
  now.b = std::move(factors.b);
  now.scores = numbers_of(step.looked.scores.value());
  now.weights = numbers_of(step.looked.weights.value());
  now.context = step.looked.output.value().values().front();
  now.annotation = spoken.memory.annotations.value()
                       .values()[static_cast<std::size_t>(now.input * model.blueprint().hidden)];
  now.difference = difference_by_definition(model, spoken, step);
  return now;
}

ModelPicture model_picture(const Learner& learner, int measured_items) {
  ModelPicture picture;
  picture.loss = learner.mean_loss;
  picture.parameters = static_cast<int>(parameter_count(learner.model));
  for (int items = 1; items <= measured_items; ++items) {
    const Tally tally = learner.tally(items);
    if (tally.lines == 0) break;
    picture.lines_right.push_back(tally.lines_right());
    picture.symbols_right.push_back(tally.symbols_right());
  }
  return picture;
}

/// The languages in which there is something to look at: of digits the one in which they are counted.
std::vector<Language> languages_of(const Settings& settings) {
  if (settings.task == Task::digits || settings.language == Tongue::korean) return {Language::korean};
  if (settings.language == Tongue::english) return {Language::english};
  return {Language::korean, Language::english};
}

/// Whether the answer has fields in another order than the line.
bool goes_back(const Line* line) {
  std::size_t before = 0;
  for (const int field : line->target_fields) {
    if (field < 0) continue;
    const auto place =
        static_cast<std::size_t>(std::ranges::find(line->source_fields, field) - line->source_fields.begin());
    if (place < before) return true;
    before = place;
  }
  return false;
}

void fill_alignment(Snapshot& picture, const Training& training, const Settings& settings) {
  const Learner& learner = training.learner(settings.attention);
  const Lesson& lesson = training.lesson();
  for (const Language language : languages_of(settings)) {
    Tally sum;
    for (int items = 1; items <= settings.items; ++items)
      for (std::size_t i = 0; i < learner.tallies[static_cast<std::size_t>(items - 1)].size(); ++i)
        if (lesson.held_out(items)[i].language == language)
          sum += learner.tallies[static_cast<std::size_t>(items - 1)][i];
    picture.figures.push_back({sum.attention_on_field(), sum.dates_straight(), sum.lines});
    const auto& lines = lesson.held_out(1);
    std::vector<const Line*> own;
    for (const Line& line : lines)
      if (line.language == language) own.push_back(&line);
    if (own.empty()) own.push_back(&lines.front());
    std::ranges::stable_partition(own, goes_back);  // where the order differs, it is to be seen
    const Line& line = *own[static_cast<std::size_t>(settings.line - 1) % own.size()];
    picture.pair.push_back(
        alignment_of(line, speak(learner.model, lesson.source_tokens(line.source), most_symbols(line))));
  }
}

}  // namespace

void fill_picture(Snapshot& picture, const Training& training, const Settings& settings) {
  const Lesson& lesson = training.lesson();
  picture.step = training.updates();
  picture.trained_items = settings.items;
  picture.idle_loss = lesson.idle_loss();
  const Line line = chosen_line(lesson, settings);
  picture.notice = notice_of(line, lesson, settings);
  const Tokens tokens = lesson.source_tokens(line.source);
  for (const Learner& learner : training.learners()) {
    ModelPicture model = model_picture(learner, training.measured_items());
    const Spoken spoken = speak(learner.model, tokens, most_symbols(line));
    model.answer = answer_of(line, spoken, most_symbols(line));
    const AnswerCost cost =
        cost_of(learner.model, static_cast<int>(tokens.size()), static_cast<int>(spoken.steps.size()));
    model.networks = static_cast<float>(cost.networks);
    model.attention = static_cast<float>(cost.attention);
    picture.models.push_back(std::move(model));
    if (spoken.memory.summary) picture.summary = matrix_of(reshape(spoken.memory.summary, {2, -1}).value());
    if (learner.model.attention() != settings.attention) continue;
    picture.line = alignment_of(line, spoken);
    if (settings.page == Page::line)
      picture.calculation =
          calculation_of(learner.model, spoken, settings, static_cast<int>(line.source.size()));
  }
  if (settings.page == Page::alignment) fill_alignment(picture, training, settings);
}

}  // namespace madang::demos::seq2seq
