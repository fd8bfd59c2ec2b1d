#include "autograd/ops_matmul.h"

#include "autograd/broadcast.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"
#include "kernels/gemm.h"
#include "kernels/reduce.h"

namespace madang {
namespace {

/// The axes before the last two.
Shape batch_of(const Shape& shape) {
  Shape batch;
  for (int i = 0; i < shape.rank() - 2; ++i) batch.push_back(shape[i]);
  return batch;
}

struct Sizes {
  kernels::Gemm gemm;
  Shape batch;
  Shape result;
};

Sizes sizes_of(const Shape& a, const Shape& b, Transpose transpose) {
  if (a.rank() < 2 || b.rank() < 2) fail("matmul", "matrices expected", a, b);
  Sizes sizes;
  sizes.gemm.transpose_a = transpose.a;
  sizes.gemm.transpose_b = transpose.b;
  sizes.gemm.rows = a.at(transpose.a ? -1 : -2);
  sizes.gemm.depth = a.at(transpose.a ? -2 : -1);
  sizes.gemm.columns = b.at(transpose.b ? -2 : -1);
  if (b.at(transpose.b ? -1 : -2) != sizes.gemm.depth) {
    const char* what =
        transpose.a
            ? (transpose.b ? "inner sizes differ (both transposed)" : "inner sizes differ (first transposed)")
            : (transpose.b ? "inner sizes differ (second transposed)" : "inner sizes differ");
    fail("matmul", what, a, b);
  }
  sizes.batch =
      a.rank() == 2 && b.rank() == 2 ? Shape{} : broadcast_shape("matmul", batch_of(a), batch_of(b));
  sizes.result = sizes.batch;
  sizes.result.push_back(sizes.gemm.rows);
  sizes.result.push_back(sizes.gemm.columns);
  return sizes;
}

Tensor multiply_matrices(const Tensor& a, const Tensor& b, Transpose transpose) {
  Sizes sizes = sizes_of(a.shape(), b.shape(), transpose);
  Tensor y = Tensor::uninitialized(sizes.result, "matmul");
  if (y.size() == 0) return y;
  if (b.shape().rank() == 2 && !transpose.a) {  // one product for the whole batch
    sizes.gemm.rows = static_cast<int>(y.size() / static_cast<std::size_t>(sizes.gemm.columns));
    kernels::gemm(sizes.gemm, a.values(), b.values(), y.mutable_values());
    return y;
  }
  const auto rows = static_cast<std::size_t>(sizes.gemm.rows);
  const auto columns = static_cast<std::size_t>(sizes.gemm.columns);
  const auto depth = static_cast<std::size_t>(sizes.gemm.depth);
  const BroadcastWalk walk(batch_of(a.shape()), batch_of(b.shape()), sizes.batch);
  const auto last = static_cast<std::size_t>(walk.rank - 1);
  std::span<float> out = y.mutable_values();
  walk.for_each_run([&](std::size_t a_offset, std::size_t b_offset) {
    for (int i = 0; i < walk.sizes[last]; ++i) {
      kernels::gemm(sizes.gemm, a.values().subspan(a_offset * rows * depth, rows * depth),
                    b.values().subspan(b_offset * depth * columns, depth * columns),
                    out.first(rows * columns));
      out = out.subspan(rows * columns);
      a_offset += walk.a_strides[last];
      b_offset += walk.b_strides[last];
    }
  });
  return y;
}

Tensor linear_values(const Variable& x, const Variable& weight, const Variable* bias) {
  const Shape& from = x.shape();
  const Shape& w = weight.shape();
  if (w.rank() != 2 || from.rank() < 1 || from.at(-1) != w[1]) {
    fail("linear", "input (…, in) and weight (out, in) do not fit", from, w);
  }
  if (bias && bias->shape() != Shape{w[0]})
    fail("linear", "weight (out, in) and bias (out) do not fit", w, bias->shape());
  Shape shape = from;
  shape[shape.rank() - 1] = w[0];
  Tensor y = Tensor::uninitialized(shape, "linear");
  if (y.size() == 0) return y;
  const int rows = static_cast<int>(y.size() / static_cast<std::size_t>(w[0]));
  kernels::gemm({.rows = rows, .columns = w[0], .depth = w[1], .transpose_b = true}, x.value().values(),
                weight.value().values(), y.mutable_values());
  if (bias) kernels::add_row(rows, w[0], y.values(), bias->value().values(), y.mutable_values());
  return y;
}

// y = x wᵀ + b;  dx = dy w, dw = dyᵀ x and db = Σ dy over all rows
void derive_linear(Derivation& d) {
  const Shape& weight_shape = d.input(1).shape();
  const Shape& x = d.input(0).shape();
  int rows = 1;  // said, not inferred: an axis of size 0 would leave it open
  for (int i = 0; i < x.rank() - 1; ++i) rows *= x[i];
  const Variable dy = reshape(d.gradient(), {rows, weight_shape[0]});
  if (d.needs(0)) d.add(0, reshape(matmul(dy, d.input(1)), x));
  if (d.needs(1)) d.add(1, matmul(dy, reshape(d.input(0), {rows, weight_shape[1]}), {.a = true}));
  if (d.input_count() == 3 && d.needs(2)) d.add(2, sum(dy, {0}));
}

}  // namespace

// da = dy bᵀ, db = aᵀ dy, and accordingly where an operand was read transposed
Variable matmul(const Variable& a, const Variable& b, Transpose transpose) {
  Tensor y = multiply_matrices(a.value(), b.value(), transpose);
  return record("matmul", std::move(y), inputs(a, b), [transpose](Derivation& d) {
    const Variable &dy = d.gradient(), &a = d.input(0), &b = d.input(1);
    if (d.needs(0)) {
      Variable da =
          transpose.a ? matmul(b, dy, {.a = transpose.b, .b = true}) : matmul(dy, b, {.b = !transpose.b});
      d.add(0, sum_to(da, a.shape()));
    }
    if (d.needs(1)) {
      Variable db =
          transpose.b ? matmul(dy, a, {.a = true, .b = transpose.a}) : matmul(a, dy, {.a = !transpose.a});
      d.add(1, sum_to(db, b.shape()));
    }
  });
}

Variable linear(const Variable& x, const Variable& weight, const Variable& bias) {
  return record("linear", linear_values(x, weight, &bias), inputs(x, weight, bias), derive_linear);
}

Variable linear(const Variable& x, const Variable& weight) {
  return record("linear", linear_values(x, weight, nullptr), inputs(x, weight), derive_linear);
}

}  // namespace madang
