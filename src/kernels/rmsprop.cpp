#include "kernels/rmsprop.h"

#include "kernels/check.h"
#include "kernels/in_vectors.h"

namespace madang::kernels {

void rmsprop_update(const RmspropUpdate& update, std::span<const float> gradient, const RmspropState& state,
                    std::span<float> parameter) {
  check_same("rmsprop_update", gradient.size(), parameter.size(), state.mean_square.size());
  if (update.centred) check_same("rmsprop_update", gradient.size(), state.mean.size());
  if (update.momentum != 0) check_same("rmsprop_update", gradient.size(), state.velocity.size());
  const float4 keep = splat(update.smoothing), rest = splat(1 - update.smoothing);
  const float4 rate = splat(update.learning_rate), momentum = splat(update.momentum);
  const float4 decay = splat(update.weight_decay), epsilon = splat(update.epsilon);
  in_vectors(parameter.size(), [&](auto read, auto write) {
    const float4 p = read(parameter.data());
    const float4 g = read(gradient.data()) + decay * p;
    float4 square = keep * read(state.mean_square.data()) + rest * (g * g);
    write(state.mean_square.data(), square);
    if (update.centred) {
      const float4 mean = keep * read(state.mean.data()) + rest * g;
      write(state.mean.data(), mean);
      square = at_least(square - mean * mean, splat(0.0f));
    }
    float4 step = g / (sqrt(square) + epsilon);
    if (update.momentum != 0) {
      step = momentum * read(state.velocity.data()) + step;
      write(state.velocity.data(), step);
    }
    write(parameter.data(), p - rate * step);
  });
}

}  // namespace madang::kernels
