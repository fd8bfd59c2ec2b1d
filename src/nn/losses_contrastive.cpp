#include "nn/losses_contrastive.h"

#include <numeric>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_norm.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "nn/losses_check.h"

namespace madang {
namespace {

void check_temperature(const char* operation, float temperature) {
  if (!(temperature > 0.0f)) {
    throw Error(std::string(operation) + ": temperature " + std::to_string(temperature) + " is not above 0");
  }
}

PoolVector<std::int32_t> counting(int count, int from = 0) {
  PoolVector<std::int32_t> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), from);
  return numbers;
}

Variable cosines(const Variable& a, const Variable& b) {
  return matmul(unit_length(a), unit_length(b), {.b = true});
}

/// ‖a − b‖ of each row. The shift keeps the root's derivative finite where both are the same.
Variable distances(const Variable& a, const Variable& b) { return sqrt(sum(square(a - b + 1e-6f), {-1})); }

}  // namespace

Variable nt_xent(const Variable& z, float temperature) {
  check_rows("nt_xent", z);
  check_temperature("nt_xent", temperature);
  const int rows = z.shape()[0], half = rows / 2;
  if (rows % 2 != 0) fail("nt_xent", "two rows for each example expected", z.shape());
  Tensor itself({rows, rows});  // far below any cosine, and finite
  for (int i = 0; i < rows; ++i) itself.mutable_values()[static_cast<std::size_t>(i) * (rows + 1)] = -1e9f;
  PoolVector<std::int32_t> others = counting(rows, half);
  for (std::int32_t& other : others) other %= rows;
  return cross_entropy(cosines(z, z) / temperature + constant(std::move(itself)), others);
}

Variable info_nce(const Variable& queries, const Variable& keys, float temperature) {
  check_rows("info_nce", queries);
  check_rows("info_nce", keys);
  check_temperature("info_nce", temperature);
  const Shape &q = queries.shape(), &k = keys.shape();
  if (q[1] != k[1] || q[0] > k[0]) fail("info_nce", "a key for each query expected", q, k);
  return cross_entropy(cosines(queries, keys) / temperature, counting(q[0]));
}

Variable clip_loss(const Variable& images, const Variable& texts, const Variable& log_scale) {
  check_rows("clip_loss", images);
  check_prediction("clip_loss", images, texts);
  if (log_scale.shape().size() != 1) fail("clip_loss", "one number expected as scale", log_scale.shape());
  const Variable logits = cosines(images, texts) * reshape(exp(log_scale), {});
  const PoolVector<std::int32_t> pairs = counting(images.shape()[0]);
  return (cross_entropy(logits, pairs) + cross_entropy(transpose(logits), pairs)) * 0.5f;
}

Variable triplet(const Variable& anchor, const Variable& positive, const Variable& negative, float margin,
                 Reduction reduction) {
  check_rows("triplet", anchor);
  check_prediction("triplet", anchor, positive);
  check_prediction("triplet", anchor, negative);
  return reduced("triplet", relu(distances(anchor, positive) - distances(anchor, negative) + margin),
                 reduction);
}

}  // namespace madang
