#include "demos/activations/deep_net.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_activation.h"
#include "autograd/ops_matmul.h"
#include "nn/initialisers.h"

namespace madang::demos::activations {

Variable apply(const Squash& squash, const Variable& z, const Variable& slope) {
  switch (squash.function) {
    case Function::sigmoid:
      return sigmoid(z);
    case Function::tanh:
      return tanh(z);
    case Function::relu:
      return relu(z);
    case Function::leaky_relu:
      return leaky_relu(z, squash.leaky_slope);
    case Function::prelu:
      return prelu(z, slope);
    case Function::elu:
      return elu(z);
    case Function::selu:
      return selu(z);
    case Function::gelu:
      return gelu(z);
  }
  throw Error("activations: no such function");
}

float deviation_of(Start start, int inputs, int outputs) {
  const Fan fan{inputs, outputs};
  switch (start) {
    case Start::tiny:
      return 0.01f;
    case Start::unit:
      return 1;
    case Start::xavier:
      return standard_deviation(Initialisation::xavier_normal, fan);
    case Start::lecun:
      return standard_deviation(Initialisation::lecun_normal, fan);
    case Start::he:
      return standard_deviation(Initialisation::he_normal, fan);
  }
  throw Error("activations: no such way to begin");
}

DeepNet::DeepNet(const Blueprint& blueprint, Random random) {
  for (int layer = 0; layer <= blueprint.depth; ++layer) {
    const int inputs = layer == 0 ? 2 : blueprint.width;
    const int outputs = layer == blueprint.depth ? blueprint.classes : blueprint.width;
    const float deviation = deviation_of(blueprint.start, inputs, outputs);
    weights_.push_back(parameter(random.normal({outputs, inputs}, 0, deviation)));
    biases_.push_back(parameter(Tensor({outputs})));
    if (layer < blueprint.depth) slopes_.push_back(parameter(Tensor::full({1}, 0.25f)));
  }
}

DeepNet::Pass DeepNet::forward(const Tensor& inputs, const Squash& squash) const {
  Pass pass;
  Variable signal = constant(inputs);
  for (std::size_t layer = 0; layer < weights_.size(); ++layer) {
    pass.z.push_back(linear(signal, weights_[layer], biases_[layer]));
    if (layer == slopes_.size()) break;
    signal = apply(squash, pass.z.back(), slopes_[layer]);
    pass.a.push_back(signal);
  }
  return pass;
}

std::vector<Variable> DeepNet::parameters() const {
  std::vector<Variable> all;
  for (const auto* kind : {&weights_, &biases_, &slopes_}) all.insert(all.end(), kind->begin(), kind->end());
  return all;
}

std::vector<NamedParameter> DeepNet::named_parameters(Function function) const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    const std::string place = std::to_string(2 * i);
    named.push_back({place + ".weight", weights_[i]});
    named.push_back({place + ".bias", biases_[i]});
    if (function == Function::prelu && i < slopes_.size())
      named.push_back({std::to_string(2 * i + 1) + ".weight", slopes_[i]});
  }
  return named;
}

bool DeepNet::within(float largest) const {
  return std::ranges::all_of(parameters(), [&](const Variable& p) {
    return std::ranges::all_of(p.value().values(), [&](float v) { return std::abs(v) <= largest; });
  });
}

}  // namespace madang::demos::activations
