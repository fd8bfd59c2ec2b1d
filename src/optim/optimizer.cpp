#include "optim/optimizer.h"

#include <cmath>

namespace madang {

Optimizer::Optimizer(std::vector<Variable> parameters, float learning_rate)
    : parameters_(std::move(parameters)), learning_rate_(learning_rate) {
  for (const Variable& variable : parameters_) {
    if (!variable.requires_gradient()) throw Error("optimizer: a constant among the parameters");
  }
}

void Optimizer::step(const Gradients& gradients) {
  float factor = 1.0f;
  if (gradient_norm_limit_ > 0.0f) {
    const float norm = gradient_norm(gradients, parameters_);
    // Not "<=": a norm that is NaN must reach the parameters and be seen, not be clipped away.
    if (norm > gradient_norm_limit_) factor = gradient_norm_limit_ / norm;
  }
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (!gradients.contains(parameters_[i])) continue;
    const Tensor& gradient = gradients.of(parameters_[i]).value();
    if (factor == 1.0f) {
      update(i, parameters_[i].mutable_values(), gradient.values());
    } else {
      Tensor scaled = gradient;
      for (float& value : scaled.mutable_values()) value *= factor;
      update(i, parameters_[i].mutable_values(), scaled.values());
    }
  }
}

float gradient_norm(const Gradients& gradients, std::span<const Variable> parameters) {
  double total = 0.0;
  for (const Variable& variable : parameters) {
    if (!gradients.contains(variable)) continue;
    for (float g : gradients.of(variable).value().values()) total += static_cast<double>(g) * g;
  }
  return static_cast<float>(std::sqrt(total));
}

}  // namespace madang
