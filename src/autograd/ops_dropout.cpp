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

Variable masked(const char* operation, const Variable& x, DropoutUnit unit, float rate, Random& random) {
  check_rate(operation, rate);
  const Shape mask = dropout_mask_shape(x.shape(), unit);
  return rate == 0.0f ? x : x * constant(dropout_mask(mask, rate, random));
}

}  // namespace

Shape dropout_mask_shape(const Shape& x, DropoutUnit unit) {
  Shape mask = x;
  switch (unit) {
    case DropoutUnit::element:
      return mask;
    case DropoutUnit::channel:
      if (x.rank() < 3) fail("spatial_dropout", "input (batch, channels, …) expected", x);
      for (int i = 2; i < x.rank(); ++i) mask[i] = 1;
      return mask;
    case DropoutUnit::feature_over_time:
      if (x.rank() != 3) fail("locked_dropout", "input (batch, time, features) expected", x);
      mask[1] = 1;
      return mask;
    case DropoutUnit::example:
      if (x.rank() < 1) fail("drop_path", "input (batch, …) expected", x);
      for (int i = 1; i < x.rank(); ++i) mask[i] = 1;
      return mask;
  }
  throw Error("dropout: no such unit");
}

Tensor dropout_mask(const Shape& shape, float rate, Random& random) {
  check_rate("dropout_mask", rate);
  const float kept = 1.0f / (1.0f - rate);
  Tensor mask = Tensor::uninitialized(shape);
  for (float& value : mask.mutable_values()) value = random.uniform() < rate ? 0.0f : kept;
  return mask;
}

Variable dropout(const Variable& x, float rate, Random& random) {
  return masked("dropout", x, DropoutUnit::element, rate, random);
}

Variable spatial_dropout(const Variable& x, float rate, Random& random) {
  return masked("spatial_dropout", x, DropoutUnit::channel, rate, random);
}

Variable locked_dropout(const Variable& x, float rate, Random& random) {
  return masked("locked_dropout", x, DropoutUnit::feature_over_time, rate, random);
}

Variable drop_path(const Variable& x, float rate, Random& random) {
  return masked("drop_path", x, DropoutUnit::example, rate, random);
}

}  // namespace madang
