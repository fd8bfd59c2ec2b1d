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
