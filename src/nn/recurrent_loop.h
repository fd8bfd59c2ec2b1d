#pragma once

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/record.h"
#include "autograd/unstack.h"
#include "nn/recurrent.h"

/// The loop over time of cells that are made of operations.
namespace madang {

inline Variable input_sums(const Variable& x, const RecurrentWeights& weights) {
  return weights.bias_ih ? linear(x, weights.weight_ih, weights.bias_ih) : linear(x, weights.weight_ih);
}
inline Variable hidden_sums(const Variable& h, const RecurrentWeights& weights) {
  return weights.bias_hh ? linear(h, weights.weight_hh, weights.bias_hh) : linear(h, weights.weight_hh);
}

struct RecurrentRun {
  Variable output;
  RecurrentStates state;
};

/// step(input sums, hidden sums (batch, blocks · hidden) each, h) → h. The inputs' part of all steps is one
/// product. masks: as of recurrent_masks, or empty.
template <class Step>
RecurrentRun run_recurrent(const char* operation, const RecurrentStack& stack, const Variable& x,
                           const RecurrentStates& first, const RecurrentStates& masks, Step step) {
  if (x.shape().rank() != 3 || x.shape()[1] < 1) {
    fail(operation, "input (batch, length, in) of at least one step expected", x.shape());
  }
  RecurrentRun result;
  result.output = run_layers(stack, x, [&](std::size_t part, const Variable& signal, bool reverse) {
    const RecurrentWeights& weights = stack.parts[part];
    const PoolVector<Variable> sums = unstack(input_sums(signal, weights), 1);
    PoolVector<Variable> hidden(sums.size());
    Variable h = first_state(operation, first, part, x.shape()[0], stack.hidden_size);
    const Variable mask = mask_of(operation, masks, part, x.shape()[0], stack.hidden_size);
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const std::size_t time = reverse ? sums.size() - 1 - i : i;
      h = hidden[time] = step(sums[time], hidden_sums(mask ? h * mask : h, weights), h);
    }
    result.state.push_back(h);
    return madang::stack(hidden, 1);
  });
  return result;
}

}  // namespace madang
