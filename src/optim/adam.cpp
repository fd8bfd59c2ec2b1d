#include "optim/adam.h"

#include <cmath>

#include "kernels/adam.h"

namespace madang {

Adam::Adam(const char* name, std::vector<ParameterGroup> groups, const AdamOptions& options,
           bool decoupled_decay)
    : Optimizer(name, std::move(groups), options.learning_rate, options.weight_decay),
      options_(options),
      decoupled_decay_(decoupled_decay) {
  for (const Variable& variable : parameters()) {
    states_.push_back({Tensor(variable.shape()), Tensor(variable.shape())});
  }
}

void Adam::update(const Target& target, std::span<float> value, std::span<const float> gradient) {
  State& state = states_[target.index];
  ++state.steps;
  // 1 − βᵗ loses most of its digits in float while t is small.
  const auto correction = [&](float beta) {
    return static_cast<float>(1.0 - std::pow(static_cast<double>(beta), state.steps));
  };
  kernels::adam_update({.learning_rate = target.learning_rate,
                        .beta1 = options_.beta1,
                        .beta2 = options_.beta2,
                        .epsilon = options_.epsilon,
                        .correction1 = correction(options_.beta1),
                        .correction2 = correction(options_.beta2),
                        .weight_decay = target.weight_decay,
                        .decoupled_decay = decoupled_decay_},
                       gradient, state.first_moment.mutable_values(), state.second_moment.mutable_values(),
                       value);
}

}  // namespace madang
