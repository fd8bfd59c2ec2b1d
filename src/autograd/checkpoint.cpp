#include "autograd/checkpoint.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/record.h"

namespace madang {
namespace {

/// Leaves with the same values: a graph of their own, that ends at them.
std::vector<Variable> stand_ins(const Variable* inputs, std::size_t count) {
  std::vector<Variable> leaves;
  leaves.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Tensor& value = inputs[i].value();
    leaves.push_back(inputs[i].requires_gradient() ? parameter(value) : constant(value));
  }
  return leaves;
}

/// d (function(leaves) · dy) / d leaves
Gradients derive_again(const CheckpointFunction& function, std::span<const Variable> leaves,
                       const Variable& dy, Backward mode) {
  const Recording on;
  const Variable projection = sum(function(leaves) * dy);
  const Gradients gradients = projection.requires_gradient() ? backward(projection, mode) : Gradients();
  std::size_t known = dy.requires_gradient() && gradients.contains(dy) ? 1 : 0;
  for (const Variable& leaf : leaves) known += gradients.contains(leaf) ? 1 : 0;
  if (known != gradients.size()) {
    throw Error("checkpoint: the function depends on a variable that is not among its inputs");
  }
  return gradients;
}

/// The derivative in one input, as a function that can itself be checkpointed: of the inputs and dy.
CheckpointFunction derivative_of(const CheckpointFunction& function, std::size_t index) {
  return [function, index](std::span<const Variable> inputs_and_dy) {
    const auto inputs = inputs_and_dy.first(inputs_and_dy.size() - 1);
    const Gradients gradients = derive_again(function, inputs, inputs_and_dy.back(), {.create_graph = true});
    return gradients.contains(inputs[index]) ? gradients.of(inputs[index])
                                             : constant(Tensor(inputs[index].shape()));
  };
}

void derive(Derivation& d, const CheckpointFunction& function) {
  const auto count = static_cast<std::size_t>(d.input_count());
  const Variable* inputs = &d.input(0);
  if (!recording()) {
    const std::vector<Variable> leaves = stand_ins(inputs, count);
    const Gradients gradients = derive_again(function, leaves, d.gradient().detach(), {});
    for (std::size_t i = 0; i < count; ++i) {
      if (gradients.contains(leaves[i])) d.add(static_cast<int>(i), gradients.of(leaves[i]));
    }
    return;
  }
  std::vector<Variable> inputs_and_dy(inputs, inputs + count);
  inputs_and_dy.push_back(d.gradient());
  for (std::size_t i = 0; i < count; ++i) {
    if (!inputs[i].requires_gradient()) continue;
    d.add(static_cast<int>(i), checkpoint(derivative_of(function, i), inputs_and_dy));
  }
}

}  // namespace

Variable checkpoint(CheckpointFunction function, std::vector<Variable> inputs) {
  Tensor value;
  {
    const NoRecording off;
    value = function(stand_ins(inputs.data(), inputs.size())).value();
  }
  return record("checkpoint", std::move(value), PoolVector<Variable>(inputs.begin(), inputs.end()),
                [function = std::move(function)](Derivation& d) { derive(d, function); });
}

}  // namespace madang
