#include "optim/optimizer.h"

#include <cmath>

namespace madang {
namespace {

double sum_of_squares(const Gradients& gradients, std::span<const Variable> parameters) {
  double total = 0.0;
  for (const Variable& variable : parameters) {
    if (!gradients.contains(variable)) continue;
    for (float g : gradients.of(variable).value().values()) total += static_cast<double>(g) * g;
  }
  return total;
}

}  // namespace

Optimizer::Optimizer(const char* name, std::vector<ParameterGroup> groups, float learning_rate,
                     float weight_decay)
    : learning_rate_(learning_rate) {
  for (ParameterGroup& group : groups) {
    for (Variable& variable : group.parameters) {
      if (!variable.requires_gradient()) throw Error(std::string(name) + ": a constant among the parameters");
      parameters_.push_back(std::move(variable));
    }
    groups_.push_back({parameters_.size(), group.learning_rate_factor,
                       group.weight_decay.value_or(weight_decay), group.frozen});
  }
}

std::vector<ParameterGroup> Optimizer::one_group(std::vector<Variable> parameters) {
  std::vector<ParameterGroup> groups(1);
  groups[0].parameters = std::move(parameters);
  return groups;
}

Optimizer::Group& Optimizer::group(std::size_t index) {
  if (index >= groups_.size()) {
    throw Error("optimizer: no group " + std::to_string(index) + " among " + std::to_string(groups_.size()));
  }
  return groups_[index];
}

void Optimizer::set_learning_rate_factor(std::size_t index, float factor) {
  group(index).learning_rate_factor = factor;
}

void Optimizer::set_frozen(std::size_t index, bool frozen) { group(index).frozen = frozen; }

float Optimizer::clipping_factor(const Gradients& gradients) const {
  if (gradient_norm_limit_ <= 0.0f) return 1.0f;
  double total = 0.0;
  std::size_t begin = 0;
  for (const Group& group : groups_) {
    const std::span<const Variable> members = std::span(parameters_).subspan(begin, group.end - begin);
    if (!group.frozen) total += sum_of_squares(gradients, members);
    begin = group.end;
  }
  const auto norm = static_cast<float>(std::sqrt(total));
  // Not "<=": a norm that is NaN must reach the parameters and be seen, not be clipped away.
  return norm > gradient_norm_limit_ ? gradient_norm_limit_ / norm : 1.0f;
}

void Optimizer::step(const Gradients& gradients) {
  const float factor = clipping_factor(gradients);
  const float limit = gradient_value_limit_;
  std::size_t index = 0;
  for (const Group& group : groups_) {
    const float rate = learning_rate_ * group.learning_rate_factor;
    for (; index < group.end; ++index) {
      const Variable& variable = parameters_[index];
      if (group.frozen || !gradients.contains(variable)) continue;
      Tensor gradient = gradients.of(variable).value();  // a copy only where it is clipped
      if (factor != 1.0f) {
        for (float& g : gradient.mutable_values()) g *= factor;
      }
      if (limit > 0.0f) {
        for (float& g : gradient.mutable_values()) g = g > limit ? limit : g < -limit ? -limit : g;
      }
      update({index, rate, group.weight_decay}, variable.mutable_values(), gradient.values());
    }
  }
}

float gradient_norm(const Gradients& gradients, std::span<const Variable> parameters) {
  return static_cast<float>(std::sqrt(sum_of_squares(gradients, parameters)));
}

}  // namespace madang
