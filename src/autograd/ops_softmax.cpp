#include "autograd/ops_softmax.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"
#include "kernels/elementwise.h"
#include "kernels/softmax.h"

namespace madang {
namespace {

struct Rows {
  int rows;
  int columns;
};

Rows rows_of(const char* operation, const Shape& shape) {
  if (shape.rank() == 0) fail(operation, "a last axis expected", shape);
  const int columns = shape.at(-1);
  return {columns == 0 ? 0 : static_cast<int>(shape.size() / static_cast<std::size_t>(columns)), columns};
}

template <class Kernel>
Tensor by_rows(const char* operation, Kernel kernel, const Tensor& x) {
  const auto [rows, columns] = rows_of(operation, x.shape());
  Tensor y = Tensor::uninitialized(x.shape());
  kernel(rows, columns, x.values(), y.mutable_values());
  return y;
}

/// z = y (g − Σ g y): one sweep in a first-order pass, and linear in g with a symmetric matrix, so
/// dg = the same of dz;  dy = dz (g − Σ g y) − g Σ dz y
Variable softmax_slope(const Variable& g, const Variable& y) {
  const auto [rows, columns] = rows_of("softmax_slope", y.shape());
  Tensor z = Tensor::uninitialized(y.shape());
  kernels::softmax_backward(rows, columns, y.value().values(), g.value().values(), z.mutable_values());
  return record("softmax_slope", std::move(z), inputs(g, y), [](Derivation& d) {
    const Variable &dz = d.gradient(), &g = d.input(0), &y = d.input(1);
    if (d.needs(0)) d.add(0, softmax_slope(dz, y));
    if (d.needs(1)) {
      const Reduce keep{.keep_dims = true};
      d.add(1, dz * (g - sum(g * y, {-1}, keep)) - g * sum(dz * y, {-1}, keep));
    }
  });
}

/// −share at each row's label.
void subtract_at_labels(Tensor& x, std::span<const std::int32_t> labels, float share) {
  float* row = x.mutable_data();
  for (std::int32_t label : labels) {
    row[label] -= share;
    row += x.shape()[1];
  }
}

}  // namespace

// y = softmax(x);  dx = y (dy − Σ dy y)
Variable softmax(const Variable& x) {
  return record("softmax", by_rows("softmax", kernels::softmax, x.value()), inputs(x),
                [](Derivation& d) { d.add(0, softmax_slope(d.gradient(), d.output())); });
}

// y = log softmax(x);  dx = dy − eʸ Σ dy
Variable log_softmax(const Variable& x) {
  return record("log_softmax", by_rows("log_softmax", kernels::log_softmax, x.value()), inputs(x),
                [](Derivation& d) {
                  d.add(0, d.gradient() - exp(d.output()) * sum(d.gradient(), {-1}, {.keep_dims = true}));
                });
}

// dlogits = dy (softmax(logits) − one-hot labels) / rows
Variable cross_entropy(const Variable& logits, std::span<const std::int32_t> labels) {
  const Shape& shape = logits.shape();
  if (shape.rank() != 2 || labels.empty() || static_cast<std::size_t>(shape[0]) != labels.size()) {
    fail("cross_entropy", "logits (rows, classes) and labels (rows) do not fit", shape, Shape{labels.size()});
  }
  for (std::int32_t label : labels) {
    if (label < 0 || label >= shape[1]) {
      throw Error("cross_entropy: label " + std::to_string(label) + " of " + std::to_string(shape[1]) +
                  " classes");
    }
  }
  Tensor probabilities = Tensor::uninitialized(shape);
  const double total = kernels::cross_entropy(shape[0], shape[1], logits.value().values(), labels,
                                              probabilities.mutable_values());
  const float share = 1.0f / static_cast<float>(shape[0]);
  PoolVector<std::int32_t> kept(labels.begin(), labels.end());
  return record("cross_entropy", Tensor::scalar(static_cast<float>(total / shape[0])), inputs(logits),
                [labels = std::move(kept), probabilities = std::move(probabilities), share](Derivation& d) {
                  if (recording()) {
                    Tensor minus_hot(d.input(0).shape());
                    subtract_at_labels(minus_hot, labels, 1.0f);
                    d.add(0, (softmax(d.input(0)) + constant(std::move(minus_hot))) * (d.gradient() * share));
                    return;
                  }
                  const float factor = d.gradient().item() * share;
                  Tensor error = Tensor::uninitialized(probabilities.shape());
                  kernels::scale(factor, probabilities.values(), error.mutable_values());
                  subtract_at_labels(error, labels, factor);
                  d.add(0, constant(std::move(error)));
                });
}

}  // namespace madang
