#include "autograd/ops_dropout.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/record.h"

namespace madang {
namespace {

void check_rate(const char* operation, float rate) {
  if (!(rate >= 0.0f && rate < 1.0f)) {
    throw Error(std::string(operation) + ": rate " + std::to_string(rate) + " is not in [0, 1)");
  }
}

Variable masked(const char* operation, const Variable& x, const Shape& mask, float rate, Random& random) {
  check_rate(operation, rate);
  return rate == 0.0f ? x : x * constant(dropout_mask(mask, rate, random));
}

}  // namespace

Tensor dropout_mask(const Shape& shape, float rate, Random& random) {
  check_rate("dropout_mask", rate);
  const float kept = 1.0f / (1.0f - rate);
  Tensor mask = Tensor::uninitialized(shape);
  for (float& value : mask.mutable_values()) value = random.uniform() < rate ? 0.0f : kept;
  return mask;
}

Variable dropout(const Variable& x, float rate, Random& random) {
  return masked("dropout", x, x.shape(), rate, random);
}

Variable spatial_dropout(const Variable& x, float rate, Random& random) {
  Shape mask = x.shape();
  if (mask.rank() < 3) fail("spatial_dropout", "input (batch, channels, …) expected", mask);
  for (int i = 2; i < mask.rank(); ++i) mask[i] = 1;
  return masked("spatial_dropout", x, mask, rate, random);
}

Variable locked_dropout(const Variable& x, float rate, Random& random) {
  Shape mask = x.shape();
  if (mask.rank() != 3) fail("locked_dropout", "input (batch, time, features) expected", mask);
  mask[1] = 1;
  return masked("locked_dropout", x, mask, rate, random);
}

}  // namespace madang
