#include "nn/mlp.h"

#include "core/python.h"
#include "nn/activation.h"

namespace madang {

Mlp::Mlp(const std::vector<int>& sizes, Random& random, MlpOptions mlp_options) : options(mlp_options) {
  if (sizes.size() < 2) throw Error("mlp: at least an input size and an output size expected");
  for (std::size_t i = 0; i + 1 < sizes.size(); ++i) {
    if (sizes[i] < 1 || sizes[i + 1] < 1) throw Error("mlp: a layer without units");
    const bool last = i + 2 == sizes.size();
    layers.emplace_back(
        sizes[i], sizes[i + 1], random,
        LinearOptions{.initialisation = last ? options.last_initialisation.value_or(options.initialisation)
                                             : options.initialisation});
  }
}

Variable Mlp::run(const Variable& x, Trace* trace) const {
  Variable signal = x;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const Variable sum = layers[i](signal);
    signal = activate(i + 1 < layers.size() ? options.hidden : options.output, sum);
    if (!trace) continue;
    trace->pre_activations.push_back(sum);
    trace->activations.push_back(signal);
  }
  return signal;
}

std::string Mlp::pytorch() const {
  PythonCall call("nn.Sequential");
  for (std::size_t i = 0; i < layers.size(); ++i) {
    call.with(layers[i].pytorch());
    if (i + 1 < layers.size()) call.with(pytorch_activation(options.hidden));
  }
  if (options.output != Activation::identity) call.with(pytorch_activation(options.output));
  return call.text();
}

std::vector<NamedParameter> Mlp::named_parameters() const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < layers.size(); ++i) append_named(named, std::to_string(2 * i), layers[i]);
  return named;
}

}  // namespace madang
