#include "autograd/ops_lstm_derivative.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/unstack.h"

namespace madang {
namespace {

using Sequence = PoolVector<Variable>;

/// (batch, …) for each time → (batch · length, …), which is what a product over all steps needs.
Variable rows_of(const Sequence& steps) {
  const Variable all = stack(steps, 1);
  const Shape& shape = all.shape();
  return reshape(all, {shape[0] * shape[1], shape[2]});
}

/// dL/dh and, with cells, dL/dc of each time.
struct OutputGradient {
  OutputGradient(const Variable& dy, bool with_cells) {
    if (!with_cells) {
      h = unstack(dy, 1);
      return;
    }
    const Sequence both = unstack(dy, 0);
    h = unstack(both[0], 1);
    c = unstack(both[1], 1);
  }
  Sequence h, c;
};

struct Unrolled {
  Sequence x, h_past, c_past;  // of each time
  PoolVector<LstmStep> steps;
};

Unrolled unroll(const Derivation& d, const RecurrentWeights& weights, bool reverse) {
  const int length = d.input(0).shape()[1];
  const auto count = static_cast<std::size_t>(length);
  Unrolled all{{}, Sequence(count), Sequence(count), PoolVector<LstmStep>(count)};
  all.x = unstack(d.input(0), 1);
  Variable h = d.input(1), c = d.input(2);
  for (int i = 0; i < length; ++i) {
    const int time = reverse ? length - 1 - i : i;
    const auto at = static_cast<std::size_t>(time);
    all.h_past[at] = h;
    all.c_past[at] = c;
    all.steps[at] = lstm_step(all.x[at], h, c, weights);
    h = all.steps[at].hidden;
    c = all.steps[at].cell;
  }
  return all;
}

/// The derivatives of a step's sums of gates, side by side; d_cell becomes that of the cell before.
Variable sums_derivative(const LstmStep& step, const Variable& c_past, const Variable& d_h,
                         Variable& d_cell) {
  const Variable &i = step.input_gate, &f = step.forget_gate, &g = step.candidate, &o = step.output_gate;
  d_cell = d_cell + d_h * o * (1.0f - square(step.tanh_cell));
  const Variable sums[] = {d_cell * g * i * (1.0f - i), d_cell * c_past * f * (1.0f - f),
                           d_cell * i * (1.0f - square(g)), d_h * step.tanh_cell * o * (1.0f - o)};
  d_cell = d_cell * f;
  return concat(sums, -1);
}

}  // namespace

void derive_lstm(Derivation& d, LstmSequence options) {
  const bool biased = d.input_count() > 5;
  const RecurrentWeights weights{d.input(3), d.input(4), biased ? d.input(5) : Variable(),
                                 biased ? d.input(6) : Variable()};
  const int length = d.input(0).shape()[1];
  if (length == 0) return;  // zero everywhere
  const Unrolled forward = unroll(d, weights, options.reverse);
  const OutputGradient dy(d.gradient(), options.with_cells);
  Sequence d_sums(static_cast<std::size_t>(length)), d_x(d_sums);
  Variable d_h = constant(Tensor(d.input(1).shape())), d_c = d_h;
  for (int i = length - 1; i >= 0; --i) {
    const int time = options.reverse ? length - 1 - i : i;
    const auto at = static_cast<std::size_t>(time);
    if (options.with_cells) d_c = d_c + dy.c[at];
    d_sums[at] = sums_derivative(forward.steps[at], forward.c_past[at], d_h + dy.h[at], d_c);
    d_h = matmul(d_sums[at], weights.weight_hh);
    if (d.needs(0)) d_x[at] = matmul(d_sums[at], weights.weight_ih);
  }
  const Variable rows = rows_of(d_sums);
  if (d.needs(0)) d.add(0, stack(d_x, 1));
  if (d.needs(1)) d.add(1, d_h);
  if (d.needs(2)) d.add(2, d_c);
  if (d.needs(3)) d.add(3, matmul(rows, rows_of(forward.x), {.a = true}));
  if (d.needs(4)) d.add(4, matmul(rows, rows_of(forward.h_past), {.a = true}));
  if (!biased) return;
  const Variable d_bias = sum(rows, {0});
  if (d.needs(5)) d.add(5, d_bias);
  if (d.needs(6)) d.add(6, d_bias);
}

}  // namespace madang
