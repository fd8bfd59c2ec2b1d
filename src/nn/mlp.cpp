#include "nn/mlp.h"

namespace madang {

Mlp::Mlp(const std::vector<int>& sizes, Random& random, MlpOptions mlp_options) : options(mlp_options) {
  if (sizes.size() < 2) throw Error("mlp: at least an input size and an output size expected");
  for (std::size_t i = 0; i + 1 < sizes.size(); ++i) {
    if (sizes[i] < 1 || sizes[i + 1] < 1) throw Error("mlp: a layer without units");
    layers.emplace_back(sizes[i], sizes[i + 1], random,
                        LinearOptions{.initialisation = options.initialisation});
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

std::vector<NamedParameter> Mlp::named_parameters() const {
  std::vector<NamedParameter> named;
  for (std::size_t i = 0; i < layers.size(); ++i) append_named(named, std::to_string(2 * i), layers[i]);
  return named;
}

}  // namespace madang
