#include "kernels/lstm.h"

#include <algorithm>
#include <cstddef>

#include "kernels/gemm_packed.h"
#include "kernels/lstm_check.h"
#include "kernels/lstm_gates.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

struct Weights {};
struct Bias {};
struct LastHidden {};

/// Rows of x beside room for the hidden state, in the order of computation.
void lay_out_inputs(const Lstm& shape, const LstmInputs& inputs, float* joint) {
  const std::ptrdiff_t in = shape.in, width = in + shape.hidden;
  for (int step = 0; step < shape.length; ++step) {
    const int time = shape.reverse ? shape.length - 1 - step : step;
    for (int b = 0; b < shape.batch; ++b, joint += width) {
      std::copy_n(inputs.x.data() + (static_cast<std::ptrdiff_t>(b) * shape.length + time) * in, in, joint);
    }
  }
}

}  // namespace

void lstm(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<float>& saved, std::span<float> h,
          std::span<float> c) {
  check_lstm(shape, inputs, as_read(saved), h.size(), c.size());
  const int hidden = shape.hidden, batch = shape.batch, depth = shape.in + hidden, columns = 4 * hidden;
  float* weights = scratch<Weights>(packed_size(depth, columns));
  pack_rows({inputs.weight_ih.data(), shape.in, true, 0, shape.in}, depth, columns, weights);
  pack_rows({inputs.weight_hh.data(), hidden, true, shape.in, hidden}, depth, columns, weights);
  float* bias = scratch<Bias>(static_cast<std::size_t>(columns));
  if (inputs.bias.empty()) {
    std::fill_n(bias, columns, 0.0f);
  } else {
    std::ranges::copy(inputs.bias, bias);
  }
  float* last_hidden = scratch<LastHidden>(static_cast<std::size_t>(hidden));
  lay_out_inputs(shape, inputs, saved.joint.data());
  for (int b = 0; b < batch && shape.length > 0; ++b) {
    std::copy_n(inputs.h0.data() + static_cast<std::ptrdiff_t>(b) * hidden, hidden,
                saved.joint.data() + static_cast<std::ptrdiff_t>(b) * depth + shape.in);
  }
  const float* c_past = inputs.c0.data();
  for (std::ptrdiff_t step = 0; step < shape.length; ++step) {
    const std::ptrdiff_t time = shape.reverse ? shape.length - 1 - step : step;
    const float* joint = saved.joint.data() + step * batch * depth;
    float* gates = saved.gates.data() + step * batch * columns;
    gemm_packed({batch, columns, depth}, joint, depth, weights, gates, columns);
    for (std::ptrdiff_t b = 0; b < batch; ++b) {
      const std::ptrdiff_t state = (step * batch + b) * hidden, out = (b * shape.length + time) * hidden;
      float* next = step + 1 < shape.length ? saved.joint.data() + ((step + 1) * batch + b) * depth + shape.in
                                            : last_hidden;
      lstm_gates(hidden, {gates + b * columns, bias, c_past + b * hidden, saved.cells.data() + state,
                          saved.tanhs.data() + state, next, h.data() + out});
      if (!c.empty()) std::copy_n(saved.cells.data() + state, hidden, c.data() + out);
    }
    c_past = saved.cells.data() + step * batch * hidden;
  }
}

}  // namespace madang::kernels
