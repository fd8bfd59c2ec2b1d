#include "nn/losses.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/record.h"

namespace madang {
namespace {

void check(const char* operation, const Variable& prediction, const Variable& target) {
  if (prediction.shape() != target.shape()) {
    fail(operation, "prediction and target differ", prediction.shape(), target.shape());
  }
}

}  // namespace

Variable mse(const Variable& prediction, const Variable& target) {
  check("mse", prediction, target);
  return mean(square(prediction - target));
}

Variable half_squared_error(const Variable& prediction, const Variable& target) {
  check("half_squared_error", prediction, target);
  if (prediction.shape().rank() == 0 || prediction.shape()[0] == 0) {
    fail("half_squared_error", "a batch expected", prediction.shape());
  }
  return sum(square(prediction - target)) * (0.5f / static_cast<float>(prediction.shape()[0]));
}

Variable binary_cross_entropy_with_logits(const Variable& logits, const Variable& targets) {
  check("binary_cross_entropy_with_logits", logits, targets);
  return mean(softplus(logits) - targets * logits);
}

}  // namespace madang
