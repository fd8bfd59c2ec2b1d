#include "nn/lstm.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/record.h"
#include "autograd/unstack.h"

namespace madang {
namespace {

/// The step that was computed last, of (batch, length, hidden).
Variable last_step(const Variable& x, bool reverse) {
  const Shape& shape = x.shape();
  const int time = reverse ? 0 : shape[1] - 1;
  return reshape(slice(x, 1, time, time + 1), {shape[0], shape[2]});
}

void check_input(const Variable& x) {
  if (x.shape().rank() != 3) fail("lstm", "input (batch, length, in) expected", x.shape());
}

/// What a layer and direction starts from.
struct Part {
  Variable hidden, cell, mask;
};
struct PartRun {
  Variable output, hidden, cell;
};

PartRun fused(const Variable& x, const Part& begin, const RecurrentWeights& weights, bool reverse) {
  const Variable both = lstm(x, begin.hidden, begin.cell, weights, {.reverse = reverse, .with_cells = true});
  const Shape shape{x.shape()[0], x.shape()[1], begin.hidden.shape()[1]};
  const Variable output = reshape(slice(both, 0, 0, 1), shape);
  if (shape[1] == 0) return {output, begin.hidden, begin.cell};
  return {output, last_step(output, reverse), last_step(reshape(slice(both, 0, 1, 2), shape), reverse)};
}

PartRun masked(const Variable& x, const Part& begin, const RecurrentWeights& weights, bool reverse) {
  const PoolVector<Variable> inputs = unstack(x, 1);
  PoolVector<Variable> outputs(inputs.size());
  Variable h = begin.hidden, c = begin.cell;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::size_t time = reverse ? inputs.size() - 1 - i : i;
    const LstmStep step = lstm_step(inputs[time], h * begin.mask, c, weights);
    h = outputs[time] = step.hidden;
    c = step.cell;
  }
  const Shape empty{x.shape()[0], 0, h.shape()[1]};
  return {outputs.empty() ? constant(Tensor(empty)) : stack(outputs, 1), h, c};
}

}  // namespace

Variable Lstm::operator()(const Variable& x) const {
  check_input(x);
  return run_layers(stack, x, [&](std::size_t part, const Variable& signal, bool reverse) {
    const Variable zeros = constant(Tensor({x.shape()[0], stack.hidden_size}));
    return lstm(signal, zeros, zeros, stack.parts[part], {.reverse = reverse});
  });
}

Lstm::Result Lstm::run(const Variable& x, const State& first, const RecurrentStates& masks) const {
  check_input(x);
  Result result;
  result.output = run_layers(stack, x, [&](std::size_t part, const Variable& signal, bool reverse) {
    const int batch = x.shape()[0];
    const Part begin{first_state("lstm", first.hidden, part, batch, stack.hidden_size),
                     first_state("lstm", first.cell, part, batch, stack.hidden_size),
                     mask_of("lstm", masks, part, batch, stack.hidden_size)};
    PartRun run = begin.mask ? masked(signal, begin, stack.parts[part], reverse)
                             : fused(signal, begin, stack.parts[part], reverse);
    result.state.hidden.push_back(std::move(run.hidden));
    result.state.cell.push_back(std::move(run.cell));
    return run.output;
  });
  return result;
}

}  // namespace madang
