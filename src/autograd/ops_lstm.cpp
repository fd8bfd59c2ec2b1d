#include "autograd/ops_lstm.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_lstm_derivative.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"
#include "kernels/elementwise.h"
#include "kernels/lstm.h"

namespace madang {
namespace {

/// Sizes of a call, checked.
kernels::Lstm checked(const Shape& x, const Shape& h0, const Shape& c0, const RecurrentWeights& weights,
                      bool reverse) {
  if (x.rank() != 3) fail("lstm", "input (batch, length, in) expected", x);
  const Shape& ih = weights.weight_ih.shape();
  const Shape& hh = weights.weight_hh.shape();
  if (hh.rank() != 2 || hh[0] != 4 * hh[1]) fail("lstm", "weight_hh (4 hidden, hidden) expected", hh);
  if (ih != Shape{hh[0], x[2]})
    fail("lstm", "input (batch, length, in) and weight_ih (4 hidden, in) do not fit", x, ih);
  const Shape state{x[0], hh[1]};
  if (h0 != state) fail("lstm", "first hidden state (batch, hidden) does not fit", h0, state);
  if (c0 != state) fail("lstm", "first cell (batch, hidden) does not fit", c0, state);
  if (static_cast<bool>(weights.bias_ih) != static_cast<bool>(weights.bias_hh)) {
    throw Error("lstm: one bias without the other");
  }
  if (weights.bias_ih && weights.bias_ih.shape() != Shape{hh[0]}) {
    fail("lstm", "weight_hh (4 hidden, hidden) and bias_ih (4 hidden) do not fit", hh,
         weights.bias_ih.shape());
  }
  if (weights.bias_hh && weights.bias_hh.shape() != Shape{hh[0]}) {
    fail("lstm", "weight_hh (4 hidden, hidden) and bias_hh (4 hidden) do not fit", hh,
         weights.bias_hh.shape());
  }
  return {x[0], x[1], x[2], hh[1], reverse};
}

/// What the fused derivative needs of the forward pass.
struct Saved {
  explicit Saved(const kernels::Lstm& shape)
      : joint(Tensor::uninitialized({shape.length, shape.batch, shape.in + shape.hidden})),
        gates(Tensor::uninitialized({shape.length, shape.batch, 4 * shape.hidden})),
        cells(Tensor::uninitialized({shape.length, shape.batch, shape.hidden})),
        tanhs(Tensor::uninitialized({shape.length, shape.batch, shape.hidden})) {}
  Tensor joint, gates, cells, tanhs;
};

/// Inputs of the operation by number: x, h0, c0, weight_ih, weight_hh and perhaps bias_ih, bias_hh.
void derive_fused(Derivation& d, const kernels::Lstm& shape, const Saved& saved, bool with_cells) {
  const auto gradient_of = [&](int index) {
    return d.needs(index) ? Tensor::uninitialized(d.input(index).shape()) : Tensor();
  };
  Tensor grads[] = {gradient_of(0),
                    gradient_of(1),
                    gradient_of(2),
                    Tensor::uninitialized(d.input(3).shape()),
                    Tensor::uninitialized(d.input(4).shape()),
                    d.input_count() > 5 ? Tensor::uninitialized(d.input(5).shape()) : Tensor()};
  const std::span<const float> dy = d.gradient().value().values();
  const std::size_t size = with_cells ? dy.size() / 2 : dy.size();  // of h; nothing or c behind it
  kernels::lstm_backward(
      shape,
      {d.input(0).value().values(),
       d.input(1).value().values(),
       d.input(2).value().values(),
       d.input(3).value().values(),
       d.input(4).value().values(),
       {}},
      {saved.joint.values(), saved.gates.values(), saved.cells.values(), saved.tanhs.values()},
      dy.first(size), dy.subspan(size),
      {grads[0].mutable_values(), grads[1].mutable_values(), grads[2].mutable_values(),
       grads[3].mutable_values(), grads[4].mutable_values(), grads[5].mutable_values()});
  for (int i = 0; i < d.input_count(); ++i) {
    if (d.needs(i)) d.add(i, constant(grads[i < 6 ? i : 5]));
  }
}

}  // namespace

Variable lstm(const Variable& x, const Variable& h0, const Variable& c0, const RecurrentWeights& weights,
              LstmSequence options) {
  const kernels::Lstm shape = checked(x.shape(), h0.shape(), c0.shape(), weights, options.reverse);
  Shape result{shape.batch, shape.length, shape.hidden};
  if (options.with_cells) result = {2, shape.batch, shape.length, shape.hidden};
  Tensor y = Tensor::uninitialized(result);
  Saved saved(shape);
  Tensor bias;
  PoolVector<Variable> operands{x, h0, c0, weights.weight_ih, weights.weight_hh};
  if (weights.bias_ih) {
    operands.push_back(weights.bias_ih);
    operands.push_back(weights.bias_hh);
    bias = run_kernel(kernels::add, weights.bias_ih.value(), weights.bias_hh.value());
  }
  const std::span<float> out = y.mutable_values();
  const std::size_t size = options.with_cells ? out.size() / 2 : out.size();
  kernels::lstm(shape,
                {x.value().values(), h0.value().values(), c0.value().values(),
                 weights.weight_ih.value().values(), weights.weight_hh.value().values(), bias.values()},
                {saved.joint.mutable_values(), saved.gates.mutable_values(), saved.cells.mutable_values(),
                 saved.tanhs.mutable_values()},
                out.first(size), out.subspan(size));
  return record("lstm", std::move(y), std::move(operands), [=, saved = std::move(saved)](Derivation& d) {
    if (recording()) {
      derive_lstm(d, options);
    } else {
      derive_fused(d, shape, saved, options.with_cells);
    }
  });
}

LstmStep lstm_step(const Variable& x, const Variable& h, const Variable& c, const RecurrentWeights& weights) {
  const Variable sums = weights.bias_ih ? linear(x, weights.weight_ih, weights.bias_ih) +
                                              linear(h, weights.weight_hh, weights.bias_hh)
                                        : linear(x, weights.weight_ih) + linear(h, weights.weight_hh);
  const int hidden = c.shape().at(-1);
  if (sums.shape().at(-1) != 4 * hidden)
    fail("lstm_step", "sums (batch, 4 hidden) and cell do not fit", sums.shape(), c.shape());
  const auto gate = [&](int index) { return slice(sums, -1, index * hidden, (index + 1) * hidden); };
  LstmStep step;
  step.input_gate = sigmoid(gate(0));
  step.forget_gate = sigmoid(gate(1));
  step.candidate = tanh(gate(2));
  step.output_gate = sigmoid(gate(3));
  step.cell = step.forget_gate * c + step.input_gate * step.candidate;
  step.tanh_cell = tanh(step.cell);
  step.hidden = step.output_gate * step.tanh_cell;
  return step;
}

}  // namespace madang
