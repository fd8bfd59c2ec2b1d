#include "nn/losses_regression.h"

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_select.h"
#include "autograd/tensor_map.h"
#include "nn/losses_check.h"

namespace madang {

Variable mse(const Variable& prediction, const Variable& target, Reduction reduction) {
  check_prediction("mse", prediction, target);
  return reduced("mse", square(prediction - target), reduction);
}

Variable half_squared_error(const Variable& prediction, const Variable& target, Reduction reduction) {
  check_prediction("half_squared_error", prediction, target);
  const Variable squares = square(prediction - target);
  if (reduction != Reduction::mean) return reduced("half_squared_error", squares * 0.5f, reduction);
  if (prediction.shape().rank() == 0 || prediction.shape()[0] == 0) {
    fail("half_squared_error", "a batch expected", prediction.shape());
  }
  return sum(squares) * (0.5f / static_cast<float>(prediction.shape()[0]));
}

Variable mean_absolute_error(const Variable& prediction, const Variable& target, Reduction reduction) {
  check_prediction("mean_absolute_error", prediction, target);
  return reduced("mean_absolute_error", abs(prediction - target), reduction);
}

Variable huber(const Variable& prediction, const Variable& target, float delta, Reduction reduction) {
  check_prediction("huber", prediction, target);
  if (!(delta > 0.0f)) throw Error("huber: delta " + std::to_string(delta) + " is not above 0");
  const Variable error = prediction - target;
  const Tensor near = map(error.value(), [delta](float e) { return std::abs(e) < delta ? 1.0f : 0.0f; });
  const Variable losses = where(near, square(error) * 0.5f, (abs(error) - 0.5f * delta) * delta);
  return reduced("huber", losses, reduction);
}

}  // namespace madang
