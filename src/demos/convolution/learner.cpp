#include "demos/convolution/learner.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "autograd/with_element.h"
#include "demo/experiment.h"
#include "demos/convolution/filters.h"
#include "demos/convolution/layer.h"
#include "io/state_dict.h"
#include "nn/losses_regression.h"

namespace madang::demos::convolution {

namespace {

constexpr float largest_weight = 1e4f;

[[noreturn]] void diverged(float learning_rate) {
  char rate[32];
  std::snprintf(rate, sizeof rate, "%.3g", static_cast<double>(learning_rate));
  throw demo::Halt(
      {std::string("학습률 ") + rate +
           "에서 학습이 발산했습니다. 커널은 그 직전의 값입니다. 학습률을 낮추고 다시 재생하세요.",
       std::string("Training diverged at learning rate ") + rate +
           "; the kernel is as it was before. Lower the learning rate and play again."});
}

}  // namespace

Variable Lesson::loss(const Variable& weights) const {
  const Variable x = constant(picture.reshaped(Shape{1, picture.shape()[0], side, side}));
  return mse(convolve(x, weights, geometry), convolve(x, constant(target), geometry));
}

Learner::Learner(const Settings& settings, Random random)
    : rule_(settings.rule),
      weights_(
          parameter(weights_of(Filter::random, settings.channel_count(), settings.geometry().size, random))),
      optimizer_(make_optimizer(rule_, weights_)) {}

Learner::AnyOptimizer Learner::make_optimizer(Rule rule, const Variable& weights) {
  switch (rule) {
    case Rule::gradient_descent:
      return Sgd({weights});
    case Rule::momentum:
      return Sgd({weights}, {.momentum = 0.9f});
    case Rule::adam:
      return Adam({weights});
  }
  throw Error("convolution: no such rule");
}

void Learner::step(const Lesson& lesson, float learning_rate) {
  const Tensor weights_before = weights();
  const AnyOptimizer optimizer_before = optimizer_;
  const Variable loss = lesson.loss(weights_);
  std::visit(
      [&](auto& optimizer) {
        optimizer.set_learning_rate(learning_rate);
        optimizer.step(backward(loss));
      },
      optimizer_);
  const bool sane =
      std::ranges::all_of(weights().values(), [](float w) { return std::abs(w) <= largest_weight; });
  if (!sane) {
    weights_.assign(weights_before);
    optimizer_ = optimizer_before;
    diverged(learning_rate);
  }
  ++updates_;
  record(lesson);
}

void Learner::record(const Lesson& lesson) {
  if (!thinning_.admits(updates_, {&steps, &losses, &differences})) return;
  steps.push_back(static_cast<float>(updates_));
  losses.push_back(loss(lesson));
  differences.push_back(difference(lesson));
}

float Learner::loss(const Lesson& lesson) const {
  const NoRecording off;
  return lesson.loss(weights_).item();
}

float Learner::difference(const Lesson& lesson) const {
  float found = 0;
  for (std::size_t i = 0; i < weights().size(); ++i)
    found = std::max(found, std::abs(weights().values()[i] - lesson.target.values()[i]));
  return found;
}

std::vector<io::NamedTensor> Learner::gradients(const Lesson& lesson) const {
  return {{"weight", backward(lesson.loss(weights_)).of(weights_).value()}};
}

double Learner::loss_with(const Lesson& lesson, std::size_t place, float value) const {
  return with_element(weights_, place, value, [&] { return lesson.loss(weights_).item(); });
}

void Learner::load(std::span<const io::NamedTensor> file) {
  weights_.assign(io::matched(tensors(), file).front());
  optimizer_ = make_optimizer(rule_, weights_);
}

}  // namespace madang::demos::convolution
