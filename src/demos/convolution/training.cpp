#include "demos/convolution/training.h"

#include <algorithm>
#include <cmath>

#include "demos/convolution/layer.h"
#include "nn/losses_regression.h"
#include "train/rule.h"

namespace madang::demos::convolution {

namespace {

train::GuardedOptimizer guarded_optimizer_of(const Conv2d& layer, const Settings& settings) {
  return {layer, train::optimizer_of(settings.rule, layer.parameters(), settings.learning_rate)};
}

}  // namespace

Variable Lesson::loss(const Variable& weights) const {
  const Variable x = constant(picture);
  return mse(layer_of(weights, geometry)(x), layer_of(constant(target), geometry)(x));
}

Score score_of(const Tensor& weights, const Lesson& lesson) {
  const NoRecording off;
  Score score{.loss = lesson.loss(constant(weights)).item()};
  for (std::size_t i = 0; i < weights.size(); ++i)
    score.difference = std::max(score.difference, std::abs(weights.values()[i] - lesson.target.values()[i]));
  return score;
}

Training::Training(const Settings& settings, Random random)
    : layer_(layer_of(
          parameter(weights_of(Filter::random, settings.channel_count(), settings.geometry().size, random)),
          settings.geometry())),
      optimizer_(guarded_optimizer_of(layer_, settings)) {}

void Training::step(const Lesson& lesson, float learning_rate) {
  optimizer_.set_learning_rate(learning_rate);
  const auto update = optimizer_.step([&] { return lesson.loss(layer_.weight); });
  if (update.fault) throw train::diverged(*update.fault, learning_rate);
  ++updates_;
}

void Training::forget_moments(const Settings& settings) {
  optimizer_ = guarded_optimizer_of(layer_, settings);
}

}  // namespace madang::demos::convolution
