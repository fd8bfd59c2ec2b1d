#include "optim/rmsprop.h"

#include "kernels/rmsprop.h"

namespace madang {

Rmsprop::Rmsprop(std::vector<ParameterGroup> groups, const RmspropOptions& options)
    : Optimizer("rmsprop", std::move(groups), options.learning_rate, options.weight_decay),
      options_(options) {
  for (const Variable& variable : parameters()) {
    const Shape& shape = variable.shape();
    states_.push_back({Tensor(shape), options.centred ? Tensor(shape) : Tensor(),
                       options.momentum != 0.0f ? Tensor(shape) : Tensor()});
  }
}

Optimizer::PytorchRule Rmsprop::pytorch_rule() const {
  PytorchRule rule{.name = "RMSprop"};
  const RmspropOptions pytorchs;
  if (options_.smoothing != pytorchs.smoothing)
    rule.arguments.push_back("alpha=" + python(options_.smoothing));
  if (options_.epsilon != pytorchs.epsilon) rule.arguments.push_back("eps=" + python(options_.epsilon));
  if (options_.momentum != 0.0f) rule.arguments.push_back("momentum=" + python(options_.momentum));
  if (options_.centred) rule.arguments.push_back("centered=True");
  return rule;
}

void Rmsprop::update(const Target& target, std::span<float> value, std::span<const float> gradient) {
  State& state = states_[target.index];
  kernels::rmsprop_update(
      {.learning_rate = target.learning_rate,
       .smoothing = options_.smoothing,
       .epsilon = options_.epsilon,
       .momentum = options_.momentum,
       .centred = options_.centred,
       .weight_decay = target.weight_decay},
      gradient,
      {state.mean_square.mutable_values(), state.mean.mutable_values(), state.velocity.mutable_values()},
      value);
}

}  // namespace madang
