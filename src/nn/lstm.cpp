#include "nn/lstm.h"

#include "autograd/record.h"

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

}  // namespace

Variable Lstm::operator()(const Variable& x) const {
  check_input(x);
  return run_layers(stack, x, [&](std::size_t part, const Variable& signal, bool reverse) {
    const Variable zeros = constant(Tensor({x.shape()[0], stack.hidden_size}));
    return lstm(signal, zeros, zeros, stack.parts[part], {.reverse = reverse});
  });
}

Lstm::Result Lstm::run(const Variable& x, const State& first) const {
  check_input(x);
  Result result;
  result.output = run_layers(stack, x, [&](std::size_t part, const Variable& signal, bool reverse) {
    const Variable h = first_state("lstm", first.hidden, part, x.shape()[0], stack.hidden_size);
    const Variable c = first_state("lstm", first.cell, part, x.shape()[0], stack.hidden_size);
    const Variable both = lstm(signal, h, c, stack.parts[part], {.reverse = reverse, .with_cells = true});
    const Shape shape{signal.shape()[0], signal.shape()[1], stack.hidden_size};
    const Variable output = reshape(slice(both, 0, 0, 1), shape);
    const bool empty = shape[1] == 0;
    result.state.hidden.push_back(empty ? h : last_step(output, reverse));
    result.state.cell.push_back(empty ? c : last_step(reshape(slice(both, 0, 1, 2), shape), reverse));
    return output;
  });
  return result;
}

}  // namespace madang
