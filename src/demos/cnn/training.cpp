#include "demos/cnn/training.h"

#include <algorithm>
#include <chrono>

#include "nn/losses.h"
#include "optim/adam.h"
#include "optim/schedule.h"

namespace madang::demos::cnn {

namespace {

constexpr int images_between_looks = 3000;

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

float rate_factor(const Settings& settings, std::uint64_t step, std::uint64_t steps_per_epoch) {
  if (settings.plan == Plan::constant) return 1;
  const int length = settings.cycle * static_cast<int>(steps_per_epoch);
  return OneCycle{.steps = length}(static_cast<int>(step % static_cast<std::uint64_t>(length)));
}

ConvNet first_net(const Settings& settings, std::uint64_t seed) {
  enum class Stream : std::uint64_t { weights = 1 };
  return network_of(settings.network, settings.blocks, settings.vgg_norm, random_for(seed, Stream::weights));
}

data::Batches batches_of(const Settings& settings, const data::ImageSet& set, std::uint64_t seed) {
  return {static_cast<int>(set.train.size()), settings.batch, seed};
}

Training::Training(const Settings& settings, const data::ImageSet& set, std::uint64_t seed)
    : set_(set),
      batch_(settings.batch),
      net_(first_net(settings, seed)),
      optimizer_(net_, std::make_unique<Adam>(net_.parameters(),
                                              AdamOptions{.learning_rate = settings.learning_rate})),
      batches_(batches_of(settings, set, seed)) {}

std::uint64_t Training::look_interval() const {
  return static_cast<std::uint64_t>(std::max(1, images_between_looks / batch_));
}

void Training::step(const Settings& settings) {
  const double begin = now_seconds();
  learn(settings);
  seconds_ += now_seconds() - begin;
  ++steps_;
  if (steps_ % look_interval() == 0) look();
}

void Training::learn(const Settings& settings) {
  const auto [images, labels] = next_batch();
  Tensor logits;
  optimizer_.set_learning_rate(settings.learning_rate * rate_factor(settings, steps_, batches_.per_epoch()));
  const auto update = optimizer_.step([&] {
    const Variable said = net_.logits(images, Mode::training);
    logits = said.value();
    return cross_entropy(said, labels);
  });
  if (update.fault) throw train::diverged(*update.fault, learning_rate());
  loss_ = update.loss;
  constexpr float kept = 0.95f;
  mean_right_ = kept * mean_right_ + (1 - kept) * train::accuracy(logits, labels);
  mean_weight_ = kept * mean_weight_ + (1 - kept);
}

void Training::begin_anew() {
  evaluation_.reset();
  optimizer_ = {net_,
                std::make_unique<Adam>(net_.parameters(), AdamOptions{.learning_rate = learning_rate()})};
}

Training::Batch Training::next_batch() {
  const auto chosen = batches_.at(steps_);
  return {constant(set_.train.images(chosen)), set_.train.labels_of(chosen)};
}

train::Evaluation evaluate(const ConvNet& net, const data::LabelledImages& images) {
  constexpr int at_once = 100;
  const std::vector<std::int32_t> truths(images.labels.begin(), images.labels.end());
  const auto logits_of = [&](std::span<const std::int32_t> chosen) {
    return net.logits(constant(images.images(chosen)), Mode::evaluation);
  };
  return train::evaluate(logits_of, truths, at_once);
}

void Training::look() {
  evaluation_ = evaluate(net_, set_.test);
  const float accuracy = evaluation_->accuracy();
  if (goal_step_ || accuracy < goal_accuracy) return;
  goal_step_ = steps_;
  goal_seconds_ = seconds_;
}

}  // namespace madang::demos::cnn
