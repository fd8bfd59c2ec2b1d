#include "nn/gru.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "nn/recurrent_loop.h"

namespace madang {
namespace {

GruStep gru_step(const Variable& x_sums, const Variable& h_sums, const Variable& h) {
  const int hidden = h.shape().at(-1);
  const auto block = [&](const Variable& sums, int index, int count) {
    return slice(sums, -1, index * hidden, (index + count) * hidden);
  };
  const Variable gates = sigmoid(block(x_sums, 0, 2) + block(h_sums, 0, 2));
  GruStep step;
  step.reset_gate = block(gates, 0, 1);
  step.update_gate = block(gates, 1, 1);
  step.candidate = tanh(block(x_sums, 2, 1) + step.reset_gate * block(h_sums, 2, 1));
  step.hidden = step.candidate + step.update_gate * (h - step.candidate);
  return step;
}

}  // namespace

Gru::Result Gru::run(const Variable& x, const RecurrentStates& first, const RecurrentStates& masks) const {
  RecurrentRun result = run_recurrent("gru", stack, x, first, masks,
                                      [](const Variable& x_sums, const Variable& h_sums, const Variable& h) {
                                        return gru_step(x_sums, h_sums, h).hidden;
                                      });
  return {std::move(result.output), std::move(result.state)};
}

GruStep GruCell::operator()(const Variable& x, const Variable& h) const {
  return gru_step(input_sums(x, weights), hidden_sums(h, weights), h);
}

}  // namespace madang
