#include "demos/backprop/difference.h"

#include <algorithm>
#include <cmath>

namespace madang::demos::backprop {

Difference::Difference(const Network& network, const std::array<float, 2>& input, int label)
    : architecture_(network.architecture()), input_{input[0], input[1]} {
  for (int i = 0; i < architecture_.layers(); ++i) {
    const auto weight = network.weight(i).value().values();
    const auto bias = network.bias(i).value().values();
    layers_.push_back({network.weight(i).shape().at(1), network.weight(i).shape().at(0),
                       Values(weight.begin(), weight.end()), Values(bias.begin(), bias.end())});
  }
  const int outputs = architecture_.outputs();
  for (int k = 0; k < outputs; ++k) target_.push_back(outputs == 1 ? label : label == k);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    sums(layers_[i], i == 0 ? input_ : a_.back(), z_.emplace_back());
    activations(i, z_.back(), a_.emplace_back());
  }
}

void Difference::sums(const Layer& layer, const Values& inputs, Values& z) {
  z = layer.bias;
  for (std::size_t k = 0; k < z.size(); ++k)
    for (std::size_t j = 0; j < inputs.size(); ++j) z[k] += layer.weight[k * inputs.size() + j] * inputs[j];
}

void Difference::activations(std::size_t layer, const Values& z, Values& a) const {
  a = z;
  const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
  if (layer + 1 == layers_.size()) {
    if (!architecture_.softmax()) {
      std::ranges::transform(z, a.begin(), sigmoid);
      return;
    }
    const double highest = std::ranges::max(z);
    double total = 0;
    for (double& v : a) total += v = std::exp(v - highest);
    for (double& v : a) v /= total;
    return;
  }
  switch (architecture_.squash) {
    case Squash::sigmoid:
      std::ranges::transform(z, a.begin(), sigmoid);
      break;
    case Squash::tanh:
      std::ranges::transform(z, a.begin(), [](double v) { return std::tanh(v); });
      break;
    case Squash::relu:
      std::ranges::transform(z, a.begin(), [](double v) { return std::max(v, 0.0); });
      break;
    case Squash::linear:
      break;
  }
}

double Difference::error_of(const Values& predictions, const Values& z) const {
  double error = 0;
  if (architecture_.softmax()) {
    const double highest = std::ranges::max(z);
    double total = 0;
    for (const double v : z) total += std::exp(v - highest);
    for (std::size_t k = 0; k < z.size(); ++k) error += target_[k] * (highest + std::log(total) - z[k]);
    return error;
  }
  for (std::size_t k = 0; k < z.size(); ++k) {
    if (architecture_.loss == Loss::half_squared_error)
      error += 0.5 * (target_[k] - predictions[k]) * (target_[k] - predictions[k]);
    else  // −y log ŷ − (1 − y) log(1 − ŷ)
      error += std::max(z[k], 0.0) + std::log1p(std::exp(-std::abs(z[k]))) - target_[k] * z[k];
  }
  return error;
}

double Difference::error_with(std::size_t layer, std::size_t unit, double amount) const {
  Values z = z_[layer];
  z[unit] += amount;
  Values a;
  activations(layer, z, a);
  for (std::size_t i = layer + 1; i < layers_.size(); ++i) {
    sums(layers_[i], a, z);
    activations(i, z, a);
  }
  return error_of(a, z);
}

FiniteDifference Difference::by_weight(int layer, int to, int from) const {
  const auto l = static_cast<std::size_t>(layer);
  const auto k = static_cast<std::size_t>(to);
  const Layer& weights = layers_.at(l);
  const Values& inputs = l == 0 ? input_ : a_[l - 1];
  const auto j = static_cast<std::size_t>(std::max(from, 0));
  const double weight = from < 0 ? weights.bias.at(k) : weights.weight.at(k * inputs.size() + j);
  const double input = from < 0 ? 1 : inputs.at(j);
  // The engine's sums are floats: where one of them is as good as 0, it may lie beyond the kink of a ReLU.
  const double nearest = 1e-6 * std::max(1.0, std::abs(weight));
  return finite_difference<double>([&](double moved) { return error_with(l, k, (moved - weight) * input); },
                                   weight, nearest);
}

}  // namespace madang::demos::backprop
