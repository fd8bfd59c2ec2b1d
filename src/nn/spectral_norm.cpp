#include "nn/spectral_norm.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_norm.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"

namespace madang {
namespace {

Variable as_matrix(const Variable& weight) {
  if (weight.shape().rank() < 2 || weight.value().size() == 0) {
    fail("spectral_norm", "weight (out, …) expected", weight.shape());
  }
  return reshape(weight, {weight.shape()[0], -1});
}

/// v ← Wᵀ u / ‖·‖, u ← W v / ‖·‖
void improve(const Variable& matrix, const Variable& u, const Variable& v) {
  const NoRecording off;
  v.assign(reshape(unit_length(matmul(reshape(u, {1, -1}), matrix)), v.shape()).value());
  u.assign(reshape(unit_length(matmul(reshape(v, {1, -1}), matrix, {.b = true})), u.shape()).value());
}

}  // namespace

SpectralNorm::SpectralNorm(const Variable& weight, Random& random, int start_steps) {
  const Variable matrix = as_matrix(weight.detach());
  u = constant(unit_length(constant(random.normal({matrix.shape()[0]}))).value());
  v = constant(unit_length(constant(random.normal({matrix.shape()[1]}))).value());
  for (int i = 0; i < start_steps; ++i) improve(matrix, u, v);
}

Variable SpectralNorm::operator()(const Variable& weight, Mode mode) const {
  const Variable matrix = as_matrix(weight);
  if (matrix.shape() != Shape{u.shape()[0], v.shape()[0]}) {
    fail("spectral_norm", "weight and vectors do not fit", matrix.shape(), Shape{u.shape()[0], v.shape()[0]});
  }
  if (mode == Mode::training) improve(matrix.detach(), u, v);
  const Variable at_u = reshape(u.detach(), {1, -1}), at_v = reshape(v.detach(), {1, -1});
  return weight / reshape(matmul(matmul(at_u, matrix), at_v, {.b = true}), {});
}

}  // namespace madang
