#include <algorithm>
#include <cmath>

#include "kernels/check.h"
#include "kernels/rmsprop.h"

namespace madang::kernels {

void rmsprop_update_reference(const RmspropUpdate& update, std::span<const float> gradient,
                              const RmspropState& state, std::span<float> parameter) {
  check_same("rmsprop_update", gradient.size(), parameter.size(), state.mean_square.size());
  const float keep = update.smoothing, rest = 1 - update.smoothing;
  for (std::size_t i = 0; i < parameter.size(); ++i) {
    const float g = gradient[i] + update.weight_decay * parameter[i];
    float square = state.mean_square[i] = keep * state.mean_square[i] + rest * g * g;
    if (update.centred) {
      const float mean = state.mean[i] = keep * state.mean[i] + rest * g;
      square = std::max(square - mean * mean, 0.0f);
    }
    float step = g / (std::sqrt(square) + update.epsilon);
    if (update.momentum != 0) step = state.velocity[i] = update.momentum * state.velocity[i] + step;
    parameter[i] -= update.learning_rate * step;
  }
}

}  // namespace madang::kernels
