#include "optim/sgd.h"

#include "kernels/adam.h"

namespace madang {

Sgd::Sgd(std::vector<Variable> parameters, const SgdOptions& options)
    : Optimizer(std::move(parameters), options.learning_rate), options_(options) {
  if (options.nesterov && options.momentum <= 0.0f) throw Error("sgd: nesterov needs a momentum above 0");
  if (options.momentum == 0.0f) return;
  for (const Variable& variable : this->parameters()) velocity_.emplace_back(variable.shape());
}

void Sgd::update(std::size_t index, std::span<float> value, std::span<const float> gradient) {
  const std::span<float> velocity =
      velocity_.empty() ? std::span<float>{} : velocity_[index].mutable_values();
  kernels::sgd_update({.learning_rate = learning_rate(),
                       .momentum = options_.momentum,
                       .nesterov = options_.nesterov,
                       .weight_decay = options_.weight_decay},
                      gradient, velocity, value);
}

}  // namespace madang
