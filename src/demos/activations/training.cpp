#include "demos/activations/training.h"

#include "autograd/ops_softmax.h"
#include "data/patterns.h"
#include "train/rule.h"

namespace madang::demos::activations {

namespace {

/// In the order of Data.
constexpr Pattern patterns[] = {Pattern::circles, Pattern::moons, Pattern::spiral, Pattern::exclusive_or,
                                Pattern::blobs};

Points points_of(Data data, Random& random) {
  const int classes = data == Data::blobs ? 4 : 2;
  return make_points(patterns[static_cast<int>(data)],
                     {.count = point_count, .noise = 0.05f, .classes = classes}, random);
}

train::GuardedOptimizer optimizer_of(const Settings& settings, const DeepNet& net) {
  return {net, train::optimizer_of(settings.rule, net.parameters(), settings.learning_rate)};
}

Text reason_of(const train::Update& update) {
  switch (*update.fault) {
    case train::Fault::loss:
      return {"순전파 도중에 수가 float의 한계(3.4e38)를 넘었다.",
              "In the forward pass its numbers exceeded the range of float (3.4e38)."};
    case train::Fault::gradient:
      return {"역전파 도중에 기울기가 float의 한계(3.4e38)를 넘었다.",
              "In the backward pass its gradients exceeded the range of float (3.4e38)."};
    case train::Fault::weight:
      break;
  }
  const std::string loss = train::short_number(update.loss);
  return {"가중치가 걷잡을 수 없이 커졌다(손실 " + loss + ").", "Loss: " + loss + "."};
}

}  // namespace

PlaneData::PlaneData(Data data, Random random)
    : points(points_of(data, random)), rounds(static_cast<int>(points.size()), random) {
  data::standardise(points);
  all = data::batch_of(points);
}

Training::Training(const Settings& settings, int which, int classes, Random weights)
    : which_(which),
      net_({settings.width, settings.depth, classes, settings.start_of(which), settings.function_of(which),
            settings.leaky_slope},
           weights),
      optimizer_(optimizer_of(settings, net_)) {}

void Training::step(const data::PlaneBatch& batch, float learning_rate, std::uint64_t step) {
  if (stop_) return;
  optimizer_.set_learning_rate(learning_rate);
  const train::Update update =
      optimizer_.step([&] { return cross_entropy(net_.forward(batch.inputs).logits(), batch.labels); });
  if (update.fault)
    stop_ = {step, reason_of(update)};
  else
    measured_.reset();
}

void Training::exchange(const Settings& settings) {
  net_.exchange(settings.function_of(which_), settings.leaky_slope);
  measured_.reset();
}

void Training::weights_given(const Settings& settings) {
  optimizer_ = optimizer_of(settings, net_);
  measured_.reset();
  go_on();
}

const Measurement& Training::measured(const data::PlaneBatch& all) {
  if (!measured_) measured_ = measure(net_, all);
  return *measured_;
}

}  // namespace madang::demos::activations
