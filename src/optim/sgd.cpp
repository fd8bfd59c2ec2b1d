#include "optim/sgd.h"

#include "kernels/adam.h"

namespace madang {

Sgd::Sgd(std::vector<ParameterGroup> groups, const SgdOptions& options)
    : Optimizer("sgd", std::move(groups), options.learning_rate, options.weight_decay), options_(options) {
  if (options.nesterov && options.momentum <= 0.0f) throw Error("sgd: nesterov needs a momentum above 0");
  if (options.momentum == 0.0f) return;
  for (const Variable& variable : parameters()) velocity_.emplace_back(variable.shape());
}

void Sgd::update(const Target& target, std::span<float> value, std::span<const float> gradient) {
  const std::span<float> velocity =
      velocity_.empty() ? std::span<float>{} : velocity_[target.index].mutable_values();
  kernels::sgd_update({.learning_rate = target.learning_rate,
                       .momentum = options_.momentum,
                       .nesterov = options_.nesterov,
                       .weight_decay = target.weight_decay},
                      gradient, velocity, value);
}

}  // namespace madang
