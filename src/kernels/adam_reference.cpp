#include <cmath>

#include "kernels/adam.h"
#include "kernels/check.h"

namespace madang::kernels {

void adam_update_reference(const AdamUpdate& update, std::span<const float> gradient,
                           std::span<float> first_moment, std::span<float> second_moment,
                           std::span<float> parameter) {
  check_same("adam_update", gradient.size(), parameter.size());
  check_same("adam_update", gradient.size(), first_moment.size(), second_moment.size());
  for (std::size_t i = 0; i < parameter.size(); ++i) {
    float g = gradient[i];
    if (update.decoupled_decay) {
      parameter[i] -= update.learning_rate * update.weight_decay * parameter[i];
    } else {
      g += update.weight_decay * parameter[i];
    }
    first_moment[i] = update.beta1 * first_moment[i] + (1 - update.beta1) * g;
    second_moment[i] = update.beta2 * second_moment[i] + (1 - update.beta2) * g * g;
    const float mean = first_moment[i] / update.correction1;
    const float deviation = std::sqrt(second_moment[i] / update.correction2);
    parameter[i] -= update.learning_rate * mean / (deviation + update.epsilon);
  }
}

void sgd_update_reference(const SgdUpdate& update, std::span<const float> gradient, std::span<float> velocity,
                          std::span<float> parameter) {
  check_same("sgd_update", gradient.size(), parameter.size());
  if (update.momentum != 0) check_same("sgd_update", gradient.size(), velocity.size());
  for (std::size_t i = 0; i < parameter.size(); ++i) {
    float g = gradient[i] + update.weight_decay * parameter[i];
    if (update.momentum != 0) {
      velocity[i] = update.momentum * velocity[i] + g;
      g = update.nesterov ? g + update.momentum * velocity[i] : velocity[i];
    }
    parameter[i] -= update.learning_rate * g;
  }
}

}  // namespace madang::kernels
