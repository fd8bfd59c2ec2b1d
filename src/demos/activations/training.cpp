#include "demos/activations/training.h"

#include "autograd/ops_softmax.h"
#include "train/rule.h"

namespace madang::demos::activations {

namespace {

Squash squash_of(const Settings& settings, int which) {
  return {settings.function_of(which), settings.leaky_slope};
}

train::GuardedOptimizer optimizer_of(const Settings& settings, const DeepNet& net) {
  return {net, train::optimizer_of(settings.rule, net.parameters(), settings.learning_rate)};
}

Text reason_of(const train::Update& update) {
  switch (*update.fault) {
    case train::Fault::loss:
      return {"앞으로 계산하는 도중에 수가 float의 한계(3.4e38)를 넘었다.",
              "On the way forward its numbers left the range of float (3.4e38)."};
    case train::Fault::gradient:
      return {"거꾸로 계산하는 도중에 기울기가 float의 한계(3.4e38)를 넘었다.",
              "On the way back its gradients left the range of float (3.4e38)."};
    case train::Fault::weight:
      break;
  }
  const std::string loss = train::short_number(update.loss);
  return {"가중치가 걷잡을 수 없이 커졌다(손실 " + loss + ").",
          "Its weights grew beyond all bounds (loss " + loss + ")."};
}

}  // namespace

Training::Training(const Settings& settings, int which, int classes, Random weights)
    : which_(which),
      net_({settings.width, settings.depth, classes, settings.start_of(which)}, squash_of(settings, which),
           weights),
      optimizer_(optimizer_of(settings, net_)) {}

std::optional<Text> Training::step(const Batch& batch, float learning_rate) {
  optimizer_.set_learning_rate(learning_rate);
  const train::Update update =
      optimizer_.step([&] { return cross_entropy(net_.forward(batch.inputs).logits(), batch.labels); });
  if (update.fault) return reason_of(update);
  measured_.reset();
  return {};
}

void Training::exchange(const Settings& settings) {
  net_.exchange(squash_of(settings, which_));
  measured_.reset();
}

void Training::weights_given(const Settings& settings) {
  optimizer_ = optimizer_of(settings, net_);
  measured_.reset();
  go_on();
}

const Measurement& Training::measured(const Batch& all) {
  if (!measured_) measured_ = measure(net_, all);
  return *measured_;
}

void Training::stop(std::uint64_t step, Text reason) {
  stopped_step_ = step;
  reason_ = std::move(reason);
}

}  // namespace madang::demos::activations
