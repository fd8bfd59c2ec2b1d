#include "nn/recurrent.h"

#include <cmath>

#include "autograd/ops_dropout.h"
#include "autograd/record.h"

namespace madang {

RecurrentWeights recurrent_weights(const char* operation, int in_features, int hidden, int blocks, bool bias,
                                   Random& random) {
  if (in_features < 1 || hidden < 1) {
    throw Error(std::string(operation) + ": " + std::to_string(in_features) + " features, " +
                std::to_string(hidden) + " hidden units");
  }
  const float reach = 1.0f / std::sqrt(static_cast<float>(hidden));
  const auto start = [&](const Shape& shape) { return parameter(random.uniform(shape, -reach, reach)); };
  const int rows = blocks * hidden;
  RecurrentWeights weights;
  weights.weight_ih = start({rows, in_features});
  weights.weight_hh = start({rows, hidden});
  if (!bias) return weights;
  weights.bias_ih = start({rows});
  weights.bias_hh = start({rows});
  return weights;
}

void append_named(std::vector<NamedParameter>& all, const std::string& suffix,
                  const RecurrentWeights& weights) {
  all.push_back({"weight_ih" + suffix, weights.weight_ih});
  all.push_back({"weight_hh" + suffix, weights.weight_hh});
  if (!weights.bias_ih) return;
  all.push_back({"bias_ih" + suffix, weights.bias_ih});
  all.push_back({"bias_hh" + suffix, weights.bias_hh});
}

RecurrentStack::RecurrentStack(const char* operation, int in_features, int hidden, int blocks, Random& random,
                               const RecurrentOptions& recurrent_options)
    : hidden_size(hidden), options(recurrent_options) {
  if (options.layers < 1) throw Error(std::string(operation) + ": no layers");
  for (int layer = 0; layer < options.layers; ++layer) {
    for (int direction = 0; direction < directions(); ++direction) {
      parts.push_back(recurrent_weights(operation, layer == 0 ? in_features : directions() * hidden, hidden,
                                        blocks, options.bias, random));
    }
  }
}

std::vector<NamedParameter> RecurrentStack::named_parameters() const {
  std::vector<NamedParameter> named;
  for (int layer = 0; layer < options.layers; ++layer) {
    for (int direction = 0; direction < directions(); ++direction) {
      append_named(named, "_l" + std::to_string(layer) + (direction ? "_reverse" : ""),
                   part(layer, direction));
    }
  }
  return named;
}

PythonCall RecurrentStack::pytorch(const char* name) const {
  PythonCall call(name);
  call.with(parts.front().weight_ih.shape()[1])
      .with(hidden_size)
      .with("num_layers", options.layers, 1)
      .with("bias", options.bias, true)
      .with("bidirectional", options.bidirectional, false)
      .with("batch_first=True");
  return call;
}

RecurrentStates recurrent_masks(const RecurrentStack& stack, int batch, float rate, Random& random) {
  RecurrentStates masks;
  for (std::size_t part = 0; part < stack.parts.size(); ++part)
    masks.push_back(constant(dropout_mask({batch, stack.hidden_size}, rate, random)));
  return masks;
}

namespace {

/// states: not empty. what: "first state".
const Variable& state_of(const char* operation, const char* what, const RecurrentStates& states,
                         std::size_t part, const Shape& shape) {
  if (part >= states.size()) {
    throw Error(std::string(operation) + ": " + std::to_string(states.size()) + " " + what +
                "s for more layers and directions");
  }
  if (states[part].shape() != shape)
    fail(operation, (std::string("a ") + what + " does not fit").c_str(), states[part].shape(), shape);
  return states[part];
}

}  // namespace

Variable first_state(const char* operation, const RecurrentStates& states, std::size_t part, int batch,
                     int hidden) {
  const Shape shape{batch, hidden};
  return states.empty() ? constant(Tensor(shape)) : state_of(operation, "first state", states, part, shape);
}

Variable mask_of(const char* operation, const RecurrentStates& masks, std::size_t part, int batch,
                 int hidden) {
  return masks.empty() ? Variable() : state_of(operation, "mask", masks, part, {batch, hidden});
}

}  // namespace madang
