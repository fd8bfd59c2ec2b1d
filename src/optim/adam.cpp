#include "optim/adam.h"

#include <cmath>

#include "kernels/adam.h"

namespace madang {

Adam::Adam(std::vector<Variable> parameters, const AdamOptions& options, bool decoupled_decay)
    : Optimizer(std::move(parameters), options.learning_rate),
      options_(options),
      decoupled_decay_(decoupled_decay) {
  for (const Variable& variable : this->parameters()) {
    states_.push_back({Tensor(variable.shape()), Tensor(variable.shape())});
  }
}

void Adam::update(std::size_t index, std::span<float> value, std::span<const float> gradient) {
  State& state = states_[index];
  ++state.steps;
  // 1 − βᵗ loses most of its digits in float while t is small.
  const auto correction = [&](float beta) {
    return static_cast<float>(1.0 - std::pow(static_cast<double>(beta), state.steps));
  };
  kernels::adam_update({.learning_rate = learning_rate(),
                        .beta1 = options_.beta1,
                        .beta2 = options_.beta2,
                        .epsilon = options_.epsilon,
                        .correction1 = correction(options_.beta1),
                        .correction2 = correction(options_.beta2),
                        .weight_decay = options_.weight_decay,
                        .decoupled_decay = decoupled_decay_},
                       gradient, state.first_moment.mutable_values(), state.second_moment.mutable_values(),
                       value);
}

}  // namespace madang
