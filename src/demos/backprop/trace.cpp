#include "demos/backprop/trace.h"

#include <algorithm>

#include "core/tensor_matrix.h"
#include "demos/backprop/dataset.h"

namespace madang::demos::backprop {

Trace::Trace(const Network& network, const std::array<float, 2>& input, int label)
    : architecture_(network.architecture()), input_{input[0], input[1]}, difference_(network, input, label) {
  const Batch batch = make_batch({Tensor::from({1, 2}, input_), {label}}, architecture_.outputs());
  const Network::Pass pass = network.forward(batch.inputs);
  const Variable error = network.error(pass, batch);
  gradients_ = backward(error, {.keep_intermediate = true});
  error_ = error.item();
  target_ = numbers_of(batch.targets);
  for (int i = 0; i < architecture_.layers(); ++i) {
    const auto index = static_cast<std::size_t>(i);
    layers_.push_back({matrix_of(network.weight(i).value()), numbers_of(network.bias(i).value()),
                       numbers_of(pass.z[index].value()), numbers_of(pass.a[index].value()),
                       numbers_of(gradients_.of(pass.z[index]).value()),
                       matrix_of(gradients_.of(network.weight(i)).value())});
  }
}

float Trace::gradient(int layer, int to, int from) const {
  const Layer& at = layers_[static_cast<std::size_t>(layer)];
  return from < 0 ? at.delta[static_cast<std::size_t>(to)] : at.gradient.at(to, from);
}

/// f′(z) of a hidden unit or of an output's sigmoid, from the value that the engine computed.
float Trace::slope(int layer, int unit) const {
  const Layer& at = layers_[static_cast<std::size_t>(layer)];
  const float a = at.a[static_cast<std::size_t>(unit)];
  if (layer + 1 == architecture_.layers()) return a * (1 - a);
  switch (architecture_.squash) {
    case Squash::sigmoid:
      return a * (1 - a);
    case Squash::tanh:
      return 1 - a * a;
    case Squash::relu:
      return a > 0 ? 1.f : 0.f;
    case Squash::linear:
      return 1;
  }
  throw Error("trace: no such activation");
}

void Trace::fill_delta(Chain& chain) const {
  const int layer = chain.layer - 1;
  const int unit = chain.to - 1;
  const auto k = static_cast<std::size_t>(unit);
  const Layer& at = layers_[static_cast<std::size_t>(layer)];
  chain.delta = at.delta[k];
  chain.slope = slope(layer, unit);
  if (chain.output) {
    const float difference = at.a[k] - target_[k];
    const bool cross_entropy = architecture_.loss == Loss::cross_entropy;
    // ∂E/∂ŷ = (ŷ − y) / ŷ(1 − ŷ) times f′ = ŷ(1 − ŷ): said in one piece where the slope has run out of digits
    chain.combined = architecture_.softmax() || (cross_entropy && chain.slope < 1e-6f);
    chain.error_slope = cross_entropy && !chain.combined ? difference / chain.slope : difference;
    return;
  }
  const Layer& next = layers_[static_cast<std::size_t>(layer) + 1];
  chain.next_deltas = next.delta;
  for (int n = 0; n < next.weight.rows; ++n) chain.next_weights.push_back(next.weight.at(n, unit));
}

Chain Trace::chain(int layer, int to, int from, bool delta_known) const {
  Chain chain;
  if (layer < 1 || layer > architecture_.layers()) return chain;
  const Layer& at = layers_[static_cast<std::size_t>(layer) - 1];
  if (to < 1 || to > at.weight.rows || from < 0 || from > at.weight.columns) return chain;
  chain.layer = layer;
  chain.to = to;
  chain.from = from;
  chain.output = layer == architecture_.layers();
  chain.weight = from == 0 ? at.bias[static_cast<std::size_t>(to) - 1] : at.weight.at(to - 1, from - 1);
  const std::vector<float>& inputs = layer == 1 ? input_ : layers_[static_cast<std::size_t>(layer) - 2].a;
  chain.input = from == 0 ? 1.f : inputs[static_cast<std::size_t>(from) - 1];
  chain.known = delta_known;
  if (!delta_known) return chain;
  fill_delta(chain);
  chain.gradient = gradient(layer - 1, to - 1, from - 1);
  chain.difference = difference_.by_weight(layer - 1, to - 1, from - 1);
  return chain;
}

Trace::Check Trace::check_all() const {
  Check check;
  for (int layer = 0; layer < architecture_.layers(); ++layer) {
    const Matrix& weight = layers_[static_cast<std::size_t>(layer)].weight;
    for (int to = 0; to < weight.rows; ++to)
      for (int from = -1; from < weight.columns; ++from) {
        const FiniteDifference difference = difference_.by_weight(layer, to, from);
        const auto error = relative_error(gradient(layer, to, from), difference, least_checked_gradient);
        check.largest_relative_error = std::max(check.largest_relative_error, error.value_or(0));
        check.kinks += difference.smoothness == Smoothness::kink;
        ++check.weights;
      }
  }
  return check;
}

}  // namespace madang::demos::backprop
