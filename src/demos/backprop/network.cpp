#include "demos/backprop/network.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_softmax.h"

namespace madang::demos::backprop {

namespace {

Activation activation_of(Squash squash) {
  switch (squash) {
    case Squash::sigmoid:
      return Activation::sigmoid;
    case Squash::tanh:
      return Activation::tanh;
    case Squash::relu:
      return Activation::relu;
    case Squash::linear:
      return Activation::identity;
  }
  throw Error("network: no such activation");
}

}  // namespace

Network::Network(Architecture architecture, Random& random) : architecture_(std::move(architecture)) {
  for (int layer = 0; layer < architecture_.layers(); ++layer) {
    const int inputs = architecture_.sizes[static_cast<std::size_t>(layer)];
    const int units = architecture_.sizes[static_cast<std::size_t>(layer) + 1];
    const bool rectified = architecture_.squash == Squash::relu && layer + 1 < architecture_.layers();
    const float variance =
        rectified ? 2.f / static_cast<float>(inputs) : 2.f / static_cast<float>(inputs + units);
    const float bound = std::sqrt(3 * variance);
    parameters_.push_back(parameter(random.uniform(Shape{units, inputs}, -bound, bound)));
    parameters_.push_back(parameter(Tensor(Shape{units})));
  }
}

Network::Pass Network::forward(const Tensor& inputs) const {
  Pass pass;
  Variable a = constant(inputs);
  for (int layer = 0; layer < architecture_.layers(); ++layer) {
    pass.z.push_back(linear(a, weight(layer), bias(layer)));
    const bool last = layer + 1 == architecture_.layers();
    if (!last)
      a = activate(activation_of(architecture_.squash), pass.z.back());
    else
      a = architecture_.softmax() ? softmax(pass.z.back()) : sigmoid(pass.z.back());
    pass.a.push_back(a);
  }
  return pass;
}

Variable Network::error(const Pass& pass, const Batch& batch) const {
  const float rows = static_cast<float>(batch.labels.size());
  const Variable targets = constant(batch.targets);
  if (architecture_.loss == Loss::half_squared_error)
    return sum(square(targets - pass.a.back())) * (0.5f / rows);
  if (architecture_.softmax()) return cross_entropy(pass.z.back(), batch.labels);
  // −y log ŷ − (1 − y) log(1 − ŷ) with ŷ = sigmoid(z)
  return sum(softplus(pass.z.back()) - targets * pass.z.back()) * (1.f / rows);
}

Tensor Network::predict(const Tensor& inputs) const {
  const NoRecording off;
  return forward(inputs).a.back().value();
}

bool Network::within(float largest) const {
  return std::ranges::all_of(parameters_, [&](const Variable& p) {
    return std::ranges::all_of(p.value().values(), [&](float v) { return std::abs(v) <= largest; });
  });
}

}  // namespace madang::demos::backprop
