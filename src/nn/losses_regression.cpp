#include "nn/losses_regression.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "nn/losses_check.h"

namespace madang {

Variable mse(const Variable& prediction, const Variable& target) {
  check_prediction("mse", prediction, target);
  return mean(square(prediction - target));
}

Variable half_squared_error(const Variable& prediction, const Variable& target) {
  check_prediction("half_squared_error", prediction, target);
  if (prediction.shape().rank() == 0 || prediction.shape()[0] == 0) {
    fail("half_squared_error", "a batch expected", prediction.shape());
  }
  return sum(square(prediction - target)) * (0.5f / static_cast<float>(prediction.shape()[0]));
}

Variable mean_absolute_error(const Variable& prediction, const Variable& target) {
  check_prediction("mean_absolute_error", prediction, target);
  return mean(abs(prediction - target));
}

// With c the part of e within ±delta, ½ e² and delta (|e| − ½ delta) are both c (e − ½ c).
Variable huber(const Variable& prediction, const Variable& target, float delta) {
  check_prediction("huber", prediction, target);
  if (!(delta > 0.0f)) throw Error("huber: delta " + std::to_string(delta) + " is not above 0");
  const Variable error = prediction - target, near = clamp(error, -delta, delta);
  return mean(near * (error - near * 0.5f));
}

}  // namespace madang
