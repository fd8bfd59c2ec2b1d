#include "demos/positional/learner.h"

#include <limits>

#include "autograd/ops_softmax.h"
#include "train/evaluation.h"

namespace madang::demos::positional {

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

void Curves::add(std::uint64_t step, float train, const Score& at_length, const Score& longer) {
  if (!thinning_.admits(step, {&steps, &train_loss, &loss, &accuracy, &accuracy_beyond})) return;
  steps.push_back(static_cast<float>(step));
  train_loss.push_back(train);
  loss.push_back(at_length.loss);
  accuracy.push_back(at_length.accuracy);
  accuracy_beyond.push_back(longer.accuracy_beyond);
}

Learner::Learner(const Blueprint& blueprint, Random weights)
    : length_(blueprint.length), model_(blueprint, weights), optimizer_(model_.parameters()) {}

Variable Learner::logits(const Exam& exam) const {
  return model_.forward(exam.sequences.symbols, exam.sequences.length, exam.asked).logits;
}

Variable Learner::loss(const Exam& batch) const { return cross_entropy(logits(batch), batch.answers); }

void Learner::descend(const Variable& loss, float learning_rate) {
  optimizer_.set_learning_rate(learning_rate);
  optimizer_.step(backward(loss));
}

std::vector<std::int32_t> Learner::answers(const Exam& exam) const {
  const NoRecording off;
  return train::likeliest(logits(exam).value());
}

Score Learner::score(const Exam& exam) const {
  const NoRecording off;
  const Variable outputs = logits(exam);
  Score score = score_of(exam, train::likeliest(outputs.value()), length_);
  score.loss = cross_entropy(outputs, exam.answers).item();
  return score;
}

}  // namespace madang::demos::positional
