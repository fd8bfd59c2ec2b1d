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
  if (shape.rank() == 0 || shape.at(-1) == 0) fail(operation, "a last axis of at least 1 expected", shape);
  return {static_cast<int>(shape.size() / static_cast<std::size_t>(shape.at(-1))), shape.at(-1)};
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

float mean_loss(const Tensor& log_probabilities, std::span<const std::int32_t> labels) {
  const auto columns = static_cast<std::size_t>(log_probabilities.shape()[1]);
  double total = 0.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    total -= log_probabilities.data()[i * columns + static_cast<std::size_t>(labels[i])];
  }
  return static_cast<float>(total / static_cast<double>(labels.size()));
}

Tensor one_hot(std::span<const std::int32_t> labels, const Shape& shape) {
  Tensor y(shape);
  float* row = y.mutable_data();
  for (std::int32_t label : labels) {
    row[label] = 1.0f;
    row += shape[1];
  }
  return y;
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
  Tensor log_probabilities = by_rows("cross_entropy", kernels::log_softmax, logits.value());
  const float loss = mean_loss(log_probabilities, labels);
  PoolVector<std::int32_t> kept(labels.begin(), labels.end());
  return record("cross_entropy", Tensor::scalar(loss), inputs(logits),
                [labels = std::move(kept), log_probabilities = std::move(log_probabilities)](Derivation& d) {
                  // What the forward pass left spares the softmax, unless its own derivative is to be
                  // recorded.
                  const Variable probabilities = recording()
                                                     ? softmax(d.input(0))
                                                     : constant(run_kernel(kernels::exp, log_probabilities));
                  const Variable error = probabilities - constant(one_hot(labels, d.input(0).shape()));
                  d.add(0, error * (d.gradient() * (1.0f / static_cast<float>(labels.size()))));
                });
}

}  // namespace madang
