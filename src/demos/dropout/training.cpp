#include "demos/dropout/training.h"

#include <memory>
#include <numeric>

#include "core/error.h"
#include "nn/losses_classification.h"
#include "optim/adam.h"

namespace madang::demos::dropout {

namespace {

std::unique_ptr<Optimizer> optimizer_of(const Sequential& network, float learning_rate) {
  return std::make_unique<Adam>(network.parameters(), AdamOptions{.learning_rate = learning_rate});
}

/// `count` of the rows 0 … all − 1, drawn without putting back.
std::vector<std::int32_t> drawn_rows(std::size_t all, int count, Random random) {
  std::vector<std::int32_t> rows(all);
  std::iota(rows.begin(), rows.end(), 0);
  random.shuffle(std::span(rows));
  rows.resize(std::min(all, static_cast<std::size_t>(count)));
  return rows;
}

}  // namespace

Lessons::Lessons(const data::ImageSet& set, int images, std::uint64_t seed)
    : set_(set),
      rows_(drawn_rows(set.train.size(), images, random_for(seed, Stream::images))),
      labels_(set.train.size(), -1),
      order_(static_cast<int>(rows_.size()), batch_size, seed) {
  Random random = random_for(seed, Stream::wrong_labels);
  const auto wrong = static_cast<std::size_t>(wrong_share * static_cast<float>(rows_.size()));
  const auto truths = set.train.labels_of(rows_);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto shift = i < wrong ? 1 + static_cast<std::int32_t>(random.below(classes - 1)) : 0;
    labels_[static_cast<std::size_t>(rows_[i])] = (truths[i] + shift) % classes;
  }
  std::vector<std::int32_t> first(std::min<std::size_t>(test_images, set.test.size()));
  std::iota(first.begin(), first.end(), 0);
  test_ = {set.test.images(first), set.test.labels_of(first)};
}

std::vector<std::int32_t> Lessons::rows_at(std::uint64_t step) {
  std::vector<std::int32_t> chosen;
  for (const std::int32_t i : order_.at(step)) chosen.push_back(rows_[static_cast<std::size_t>(i)]);
  return chosen;
}

std::int32_t Lessons::label_of(std::int32_t row) const { return labels_[static_cast<std::size_t>(row)]; }

Batch Lessons::at(std::uint64_t step) {
  const auto rows = rows_at(step);
  Batch batch{set_.train.images(rows), {}};
  for (const std::int32_t row : rows) batch.labels.push_back(label_of(row));
  return batch;
}

Score score_of(const Tensor& logits, std::span<const std::int32_t> labels) {
  const NoRecording off;
  return {cross_entropy(constant(logits), labels).item(), 1 - train::accuracy(logits, labels)};
}

Training::Training(Sequential network, float learning_rate, std::uint64_t seed)
    : network_(std::move(network)),
      learning_rate_(learning_rate),
      seed_(seed),
      optimizer_(network_, optimizer_of(network_, learning_rate)) {}

Variable Training::loss(const Batch& batch, std::uint64_t step) const {
  Random random = lots(step);
  return cross_entropy(network_(constant(batch.images), Mode::training, &random), batch.labels);
}

void Training::step(const Batch& batch) {
  const auto update = optimizer_.step([&] { return loss(batch, steps_); });
  if (update.fault) throw train::diverged(*update.fault, learning_rate_);
  constexpr float kept = 0.95f;
  loss_ = update.loss;
  mean_ = kept * mean_ + (1 - kept) * loss_;
  weight_ = kept * weight_ + (1 - kept);
  ++steps_;
}

void Training::restart() {
  optimizer_ = train::GuardedOptimizer(network_, optimizer_of(network_, learning_rate_));
}

Training training_of(Arm arm, const Settings& settings, std::uint64_t seed) {
  return {network_of(arm, settings, random_for(seed, Stream::weights)), settings.learning_rate, seed};
}

namespace {

float tuned_with_dropout(Arm arm) {
  switch (arm) {
    case Arm::units:
    case Arm::before_norm:
      return 0.001f;
    case Arm::elements:
    case Arm::everywhere:
      return 0.003f;
    case Arm::attention:
      return 0.001f;
    case Arm::channels:
    case Arm::fresh:
    case Arm::variational:
      return 0.01f;
    case Arm::after_norm:
      return 0.0003f;
    case Arm::none:
      break;
  }
  throw Error("tuned_rate: without dropout it depends on the network");
}

}  // namespace

float tuned_rate(Arm arm, Kind kind) {
  if (arm != Arm::none) return tuned_with_dropout(arm);
  switch (kind) {
    case Kind::dense:
      return 0.0002f;
    case Kind::norm:
      return 0.0001f;
    case Kind::rnn:
      return 0.005f;
    case Kind::cnn:
    case Kind::transformer:
      break;
  }
  return 0.001f;
}

}  // namespace madang::demos::dropout
