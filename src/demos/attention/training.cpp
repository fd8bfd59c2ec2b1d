#include "demos/attention/training.h"

#include <algorithm>

#include "autograd/ops_softmax.h"
#include "optim/adam.h"
#include "train/evaluation.h"

namespace madang::demos::attention {

namespace {

constexpr int batch_size = 32;
constexpr int held_out_count = 256;

train::GuardedOptimizer adam(const RecallModel& model) {
  return {model, std::make_unique<Adam>(model.parameters())};
}

std::vector<data::RecallSequence> drawn(const data::RecallTask& task, data::Part part, int count,
                                        Random& random) {
  std::vector<data::RecallSequence> sequences;
  for (int i = 0; i < count; ++i) sequences.push_back(recall_sequence(task, part, random));
  return sequences;
}

std::vector<std::int32_t> answers_of(const std::vector<data::RecallSequence>& sequences) {
  std::vector<std::int32_t> answers;
  for (const auto& sequence : sequences) answers.push_back(sequence.answer());
  return answers;
}

}  // namespace

float Score::best_head() const {
  return right_weight.empty() ? 0.f : *std::ranges::max_element(right_weight);
}

Training::Training(const RecallOptions& options, std::uint64_t seed)
    : random_(seed, 11), model_(options, random_), optimizer_(adam(model_)) {
  Random random(seed, 12);
  held_out_ = drawn(options.task, data::Part::held_out, held_out_count, random);
  held_out_answers_ = answers_of(held_out_);
}

void Training::step(const Rules& rules, bool positions, float learning_rate) {
  Random random = random_;
  const auto batch = drawn(model_.options().task, data::Part::training, batch_size, random);
  optimizer_.set_learning_rate(learning_rate);
  const auto update = optimizer_.step(
      [&] { return cross_entropy(model_.forward(batch, rules, positions).logits, answers_of(batch)); });
  if (update.fault) throw train::diverged(*update.fault, learning_rate);
  random_ = random;
  ++steps_;
}

void Training::forget_moments() { optimizer_ = adam(model_); }

Variable Training::held_out_loss(const Rules& rules, bool positions) const {
  return cross_entropy(model_.forward(held_out_, rules, positions).logits, held_out_answers_);
}

Score Training::score(const Rules& rules, bool positions) const {
  const NoRecording nothing;
  const auto [logits, weights] = model_.forward(held_out_, rules, positions);
  Score score{.loss = cross_entropy(logits, held_out_answers_).item(),
              .accuracy = train::accuracy(logits.value(), held_out_answers_)};
  const Shape& shape = weights.value().shape();  // (sequences, heads, 1, keys)
  score.right_weight.assign(static_cast<std::size_t>(shape[1]), 0.f);
  const float* alpha = weights.value().data();
  for (const auto& sequence : held_out_)
    for (float& mean : score.right_weight) {
      mean += alpha[sequence.asked] / static_cast<float>(held_out_.size());
      alpha += shape[3];
    }
  return score;
}

}  // namespace madang::demos::attention
