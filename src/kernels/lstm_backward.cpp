#include <algorithm>
#include <cstddef>

#include "kernels/gemm_pack.h"
#include "kernels/gemm_packed.h"
#include "kernels/gemm_strided.h"
#include "kernels/lstm.h"
#include "kernels/lstm_check.h"
#include "kernels/lstm_gates.h"
#include "kernels/reduce.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

struct WeightsBack {};
struct InputWeights {};
struct Sums {};
struct HiddenGradient {};
struct CellGradient {};
struct JointWeights {};

/// Derivatives of all gates' sums, step by step from the last; d_h and d_c end as those of h0 and c0.
void through_time(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                  std::span<const float> d_h_out, std::span<const float> d_c_out, float* d_sums, float* d_h,
                  float* d_c) {
  const int hidden = shape.hidden, batch = shape.batch, columns = 4 * hidden;
  float* weights = scratch<WeightsBack>(packed_size(columns, hidden));
  pack_rows({inputs.weight_hh.data(), hidden, false, 0, columns}, columns, hidden, weights);
  for (std::ptrdiff_t step = shape.length - 1; step >= 0; --step) {
    const std::ptrdiff_t time = shape.reverse ? shape.length - 1 - step : step;
    const float* c_past = step > 0 ? saved.cells.data() + (step - 1) * batch * hidden : inputs.c0.data();
    float* sums = d_sums + step * batch * columns;
    for (std::ptrdiff_t b = 0; b < batch; ++b) {
      const std::ptrdiff_t row = step * batch + b, out = (b * shape.length + time) * hidden;
      lstm_gates_backward(
          hidden, {saved.gates.data() + row * columns, c_past + b * hidden, saved.tanhs.data() + row * hidden,
                   d_h_out.data() + out, d_h + b * hidden, d_c_out.empty() ? nullptr : d_c_out.data() + out,
                   d_c + b * hidden, sums + b * columns});
    }
    gemm_packed({batch, hidden, columns}, sums, columns, weights, d_h, hidden);
  }
}

/// dx_t = δ_t W_ih, written where x_t lies.
void input_gradient(const Lstm& shape, const LstmInputs& inputs, const float* d_sums, float* d_x) {
  const int columns = 4 * shape.hidden;
  float* weights = scratch<InputWeights>(packed_size(columns, shape.in));
  pack_rows({inputs.weight_ih.data(), shape.in, false, 0, columns}, columns, shape.in, weights);
  for (std::ptrdiff_t step = 0; step < shape.length; ++step) {
    const std::ptrdiff_t time = shape.reverse ? shape.length - 1 - step : step;
    gemm_packed({shape.batch, shape.in, columns}, d_sums + step * shape.batch * columns, columns, weights,
                d_x + time * shape.in, static_cast<std::ptrdiff_t>(shape.length) * shape.in);
  }
}

/// Σ over all steps of (x_t, h_{t−1})ᵀ δ_t: one product for both weights, turned round when it is shared out
/// (the other way round, the larger operand would have to be packed column by column).
void weight_gradients(const Lstm& shape, const LstmSaved<const float>& saved, const float* d_sums,
                      const LstmGradients& gradients) {
  const int width = shape.in + shape.hidden, columns = 4 * shape.hidden, rows = shape.length * shape.batch;
  float* joint = scratch<JointWeights>(static_cast<std::size_t>(width) * static_cast<std::size_t>(columns));
  gemm_strided({width, columns, rows, true}, saved.joint.data(), width, d_sums, columns, joint, columns);
  transpose(joint, columns, shape.in, columns, gradients.weight_ih.data(), shape.in);
  transpose(joint + static_cast<std::ptrdiff_t>(shape.in) * columns, columns, shape.hidden, columns,
            gradients.weight_hh.data(), shape.hidden);
}

}  // namespace

void lstm_backward(const Lstm& shape, const LstmInputs& inputs, const LstmSaved<const float>& saved,
                   std::span<const float> d_h, std::span<const float> d_c, const LstmGradients& gradients) {
  check_lstm_backward(shape, inputs, saved, d_h.size(), d_c.size(), gradients);
  const std::size_t state = inputs.h0.size();
  float* d_sums = scratch<Sums>(saved.gates.size());
  float* d_hidden = scratch<HiddenGradient>(state);
  float* d_cell = scratch<CellGradient>(state);
  std::fill_n(d_hidden, state, 0.0f);
  std::fill_n(d_cell, state, 0.0f);
  through_time(shape, inputs, saved, d_h, d_c, d_sums, d_hidden, d_cell);
  if (!gradients.x.empty()) input_gradient(shape, inputs, d_sums, gradients.x.data());
  if (!gradients.h0.empty()) std::copy_n(d_hidden, state, gradients.h0.data());
  if (!gradients.c0.empty()) std::copy_n(d_cell, state, gradients.c0.data());
  weight_gradients(shape, saved, d_sums, gradients);
  if (!gradients.bias.empty()) {
    sum_rows(shape.length * shape.batch, 4 * shape.hidden, {d_sums, saved.gates.size()}, gradients.bias);
  }
}

}  // namespace madang::kernels
