#include "optim/muon.h"

#include <algorithm>
#include <cmath>

#include "kernels/gemm.h"

namespace madang {
namespace {

Shape as_matrix(const Shape& shape) {
  if (shape.rank() < 2) throw Error("muon: a weight (out, in, …) expected: " + shape.to_string());
  return {shape[0], shape.size() / static_cast<std::size_t>(std::max(shape[0], 1))};
}

Tensor product(const Tensor& a, const Tensor& b, bool transpose_a, bool transpose_b) {
  const int rows = a.shape()[transpose_a ? 1 : 0], depth = a.shape()[transpose_a ? 0 : 1];
  const int columns = b.shape()[transpose_b ? 0 : 1];
  Tensor c = Tensor::uninitialized({rows, columns});
  kernels::gemm({rows, columns, depth, transpose_a, transpose_b}, a.values(), b.values(), c.mutable_values());
  return c;
}

/// y ← a x + y
void add_scaled(float a, const Tensor& x, Tensor& y) {
  float* out = y.mutable_data();
  for (std::size_t i = 0; i < x.size(); ++i) out[i] += a * x.data()[i];
}

}  // namespace

Tensor orthogonalised(const Tensor& matrix, int iterations) {
  if (matrix.shape().rank() != 2) {
    throw Error("orthogonalised: a matrix expected: " + matrix.shape().to_string());
  }
  double square = 0.0;
  for (float x : matrix.values()) square += static_cast<double>(x) * x;
  Tensor x = matrix;
  const float scale = 1.0f / (static_cast<float>(std::sqrt(square)) + 1e-7f);
  for (float& value : x.mutable_values()) value *= scale;
  // The smaller of X Xᵀ and Xᵀ X, which multiplies from the left or from the right accordingly.
  const bool tall = matrix.shape()[0] > matrix.shape()[1];
  for (int i = 0; i < iterations; ++i) {
    const Tensor gram = product(x, x, tall, !tall);
    Tensor polynomial = product(gram, gram, false, false);
    for (float& value : polynomial.mutable_values()) value *= 2.0315f;
    add_scaled(-4.7750f, gram, polynomial);
    Tensor next = tall ? product(x, polynomial, false, false) : product(polynomial, x, false, false);
    add_scaled(3.4445f, x, next);
    x = std::move(next);
  }
  return x;
}

Muon::Muon(std::vector<ParameterGroup> groups, const MuonOptions& options)
    : Optimizer("muon", std::move(groups), options.learning_rate, options.weight_decay), options_(options) {
  for (const Variable& variable : parameters()) velocity_.emplace_back(as_matrix(variable.shape()));
}

void Muon::update(const Target& target, std::span<float> value, std::span<const float> gradient) {
  Tensor& velocity = velocity_[target.index];
  Tensor direction = Tensor::uninitialized(velocity.shape());
  float* u = velocity.mutable_data();
  float* d = direction.mutable_data();
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    u[i] = options_.momentum * u[i] + gradient[i];
    d[i] = options_.nesterov ? gradient[i] + options_.momentum * u[i] : u[i];
  }
  const Tensor step = orthogonalised(direction, options_.iterations);
  const auto rows = static_cast<float>(step.shape()[0]), columns = static_cast<float>(step.shape()[1]);
  const float rate = target.learning_rate * std::sqrt(std::max(1.0f, rows / columns));
  const float keep = 1.0f - target.learning_rate * target.weight_decay;
  for (std::size_t i = 0; i < value.size(); ++i) value[i] = keep * value[i] - rate * step.data()[i];
}

}  // namespace madang
