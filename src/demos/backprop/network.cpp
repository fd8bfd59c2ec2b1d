#include "demos/backprop/network.h"

#include "autograd/ops_arithmetic.h"
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

Network::Network(Architecture architecture, Random& random)
    : architecture_(std::move(architecture)),
      mlp_(architecture_.sizes, random,
           {.hidden = activation_of(architecture_.squash),
            .initialisation = architecture_.squash == Squash::relu ? Initialisation::he_uniform
                                                                   : Initialisation::xavier_uniform,
            .last_initialisation = Initialisation::xavier_uniform}) {}

Network::Pass Network::forward(const Tensor& inputs) const {
  Mlp::Trace trace;
  const Variable z = mlp_(constant(inputs), trace);
  trace.activations.back() = architecture_.softmax() ? softmax(z) : sigmoid(z);
  return {std::move(trace.pre_activations), std::move(trace.activations)};
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

}  // namespace madang::demos::backprop
