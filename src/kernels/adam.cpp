#include "kernels/adam.h"

#include "kernels/check.h"
#include "kernels/in_vectors.h"

namespace madang::kernels {

void adam_update(const AdamUpdate& update, std::span<const float> gradient, std::span<float> first_moment,
                 std::span<float> second_moment, std::span<float> parameter) {
  check_same("adam_update", gradient.size(), parameter.size());
  check_same("adam_update", gradient.size(), first_moment.size(), second_moment.size());
  const float4 beta1 = splat(update.beta1), beta2 = splat(update.beta2);
  const float4 rest1 = splat(1 - update.beta1), rest2 = splat(1 - update.beta2);
  const float4 rate = splat(update.learning_rate / update.correction1);
  const float4 inverse_root2 = splat(1 / std::sqrt(update.correction2)), epsilon = splat(update.epsilon);
  const float4 l2 = splat(update.decoupled_decay ? 0.0f : update.weight_decay);
  const float4 keep = splat(update.decoupled_decay ? 1 - update.learning_rate * update.weight_decay : 1.0f);
  in_vectors(parameter.size(), [&](auto read, auto write) {
    const float4 p = read(parameter.data());
    const float4 g = read(gradient.data()) + l2 * p;
    const float4 m = beta1 * read(first_moment.data()) + rest1 * g;
    const float4 v = beta2 * read(second_moment.data()) + rest2 * (g * g);
    write(first_moment.data(), m);
    write(second_moment.data(), v);
    write(parameter.data(), keep * p - rate * m / (sqrt(v) * inverse_root2 + epsilon));
  });
}

void sgd_update(const SgdUpdate& update, std::span<const float> gradient, std::span<float> velocity,
                std::span<float> parameter) {
  check_same("sgd_update", gradient.size(), parameter.size());
  const float4 rate = splat(update.learning_rate), decay = splat(update.weight_decay);
  if (update.momentum == 0) {
    in_vectors(parameter.size(), [&](auto read, auto write) {
      const float4 p = read(parameter.data());
      write(parameter.data(), p - rate * (read(gradient.data()) + decay * p));
    });
    return;
  }
  check_same("sgd_update", gradient.size(), velocity.size());
  const float4 momentum = splat(update.momentum);
  in_vectors(parameter.size(), [&](auto read, auto write) {
    const float4 p = read(parameter.data());
    const float4 g = read(gradient.data()) + decay * p;
    const float4 u = momentum * read(velocity.data()) + g;
    write(velocity.data(), u);
    write(parameter.data(), p - rate * (update.nesterov ? g + momentum * u : u));
  });
}

}  // namespace madang::kernels
