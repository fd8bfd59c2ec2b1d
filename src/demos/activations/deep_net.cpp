#include "demos/activations/deep_net.h"

#include "nn/initialisers.h"

namespace madang::demos::activations {

namespace {

Activation activation_of(Function function) {
  switch (function) {
    case Function::sigmoid:
      return Activation::sigmoid;
    case Function::tanh:
      return Activation::tanh;
    case Function::relu:
      return Activation::relu;
    case Function::elu:
      return Activation::elu;
    case Function::selu:
      return Activation::selu;
    case Function::gelu:
      return Activation::gelu;
    case Function::leaky_relu:
    case Function::prelu:
      break;  // these have a slope
  }
  throw Error("activations: no such function");
}

}  // namespace

Variable Squash::operator()(const Variable& z) const {
  if (function == Function::leaky_relu) return leaky_relu(z, leaky_slope);
  if (function == Function::prelu) return prelu(z);
  return activate(activation_of(function), z);
}

std::vector<NamedParameter> Squash::named_parameters() const {
  return function == Function::prelu ? prelu.named_parameters() : std::vector<NamedParameter>();
}

std::string Squash::pytorch() const {
  if (function == Function::leaky_relu) return LeakyRelu{leaky_slope}.pytorch();
  if (function == Function::prelu) return prelu.pytorch();
  return pytorch_activation(activation_of(function));
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

DeepNet::DeepNet(const Blueprint& blueprint, Random random)
    : prelus_(static_cast<std::size_t>(blueprint.depth)) {
  for (int layer = 0; layer <= blueprint.depth; ++layer) {
    const int inputs = layer == 0 ? 2 : blueprint.width;
    const int outputs = layer == blueprint.depth ? blueprint.classes : blueprint.width;
    const float deviation = deviation_of(blueprint.start, inputs, outputs);
    layers_.emplace_back(random.normal({outputs, inputs}, 0, deviation));
  }
  exchange(blueprint.function, blueprint.leaky_slope);
}

void DeepNet::exchange(Function function, float leaky_slope) {
  net_ = {};
  for (std::size_t i = 0; i < prelus_.size(); ++i)
    net_.add(layers_[i]).add(Squash{function, leaky_slope, prelus_[i]});
  net_.add(layers_.back());
}

DeepNet::Pass DeepNet::forward(const Tensor& inputs) const {
  Pass pass;
  for (Variable& signal : net_.trace(constant(inputs), Mode::evaluation))
    (pass.z.size() > pass.a.size() ? pass.a : pass.z).push_back(std::move(signal));
  return pass;
}

std::vector<Variable> DeepNet::parameters() const {
  std::vector<Variable> all;
  for (const Linear& layer : layers_) all.insert(all.end(), {layer.weight, layer.bias});
  for (const Prelu& prelu : prelus_) all.push_back(prelu.weight);
  return all;
}

}  // namespace madang::demos::activations
