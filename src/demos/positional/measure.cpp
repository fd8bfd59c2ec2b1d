#include "demos/positional/measure.h"

#include <cstdlib>
#include <limits>

#include "autograd/ops_softmax.h"
#include "train/evaluation.h"

namespace madang::demos::positional {

namespace {

Variable logits_of(const Model& model, const Exam& exam) {
  return model.forward(exam.sequences.symbols, exam.sequences.length, exam.asked).logits;
}

}  // namespace

Exam::Exam(Sequences drawn) : sequences(std::move(drawn)) {
  for (std::size_t i = 0; i < sequences.targets.size(); ++i) {
    if (sequences.targets[i] == nothing_asked) continue;
    asked.push_back(static_cast<std::int32_t>(i));
    answers.push_back(sequences.targets[i]);
  }
}

Score score_of(const Exam& exam, std::span<const std::int32_t> given, int trained) {
  const auto length = static_cast<std::size_t>(exam.sequences.length);
  std::vector<float> questions(length), right(length);
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::size_t place = static_cast<std::size_t>(exam.asked[i]) % length;
    ++questions[place];
    right[place] += given[i] == exam.answers[i];
  }
  Score score;
  float all = 0, all_right = 0, beyond = 0, beyond_right = 0;
  for (std::size_t place = 0; place < length; ++place) {
    score.by_place.push_back(questions[place] > 0 ? right[place] / questions[place]
                                                  : std::numeric_limits<float>::quiet_NaN());
    all += questions[place];
    all_right += right[place];
    if (place < static_cast<std::size_t>(trained)) continue;
    beyond += questions[place];
    beyond_right += right[place];
  }
  score.accuracy = all > 0 ? all_right / all : 0;
  score.accuracy_beyond = beyond > 0 ? beyond_right / beyond : 0;
  return score;
}

Score order_blind_score(const Rules& rules, const Exam& exam, int trained) {
  const std::vector<std::int32_t> guesses = rules.order_blind_answers(exam.sequences);
  std::vector<std::int32_t> given;
  for (const std::int32_t place : exam.asked) given.push_back(guesses[static_cast<std::size_t>(place)]);
  return score_of(exam, given, trained);
}

Variable loss_of(const Model& model, const Exam& exam) {
  return cross_entropy(logits_of(model, exam), exam.answers);
}

std::vector<std::int32_t> answers_of(const Model& model, const Exam& exam) {
  const NoRecording off;
  return train::likeliest(logits_of(model, exam).value());
}

Score score_of(const Model& model, const Exam& exam, int trained) {
  const NoRecording off;
  const Variable logits = logits_of(model, exam);
  Score score = score_of(exam, train::likeliest(logits.value()), trained);
  score.loss = cross_entropy(logits, exam.answers).item();
  return score;
}

std::vector<float> attention_by_distance(const Model& model, const Exam& exam) {
  const NoRecording off;
  const int length = exam.sequences.length;
  const Variable weights = model.forward(exam.sequences.symbols, length, exam.asked).weights;
  std::vector<float> sums(static_cast<std::size_t>(2 * length - 1));
  const float* value = weights.value().data();
  const int maps = exam.sequences.count * heads;
  for (int map = 0; map < maps; ++map)
    for (int query = 0; query < length; ++query)
      for (int key = 0; key < length; ++key)
        sums[static_cast<std::size_t>(key - query + length - 1)] += *value++;
  for (int distance = 1 - length; distance < length; ++distance)
    sums[static_cast<std::size_t>(distance + length - 1)] /=
        static_cast<float>(maps * (length - std::abs(distance)));
  return sums;
}

}  // namespace madang::demos::positional
