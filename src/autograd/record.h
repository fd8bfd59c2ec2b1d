#pragma once

#include <array>
#include <concepts>
#include <new>

#include "autograd/variable.h"

namespace madang {

/// What the derivative of an operation sees: the gradient of its result, its inputs and its result, and where
/// the gradients of the inputs go.
class Derivation {
 public:
  Derivation(Node& node, const Variable& gradient, std::span<Variable> gradients)
      : node_(node), gradient_(gradient), gradients_(gradients) {}

  const Variable& gradient() const { return gradient_; }
  const Variable& input(int index) const { return node_.inputs[static_cast<std::size_t>(index)]; }
  int input_count() const { return static_cast<int>(node_.inputs.size()); }
  Variable output() const {
    ++node_.references;
    return Variable(&node_);
  }
  bool needs(int index) const { return input(index).node()->requires_gradient; }
  /// Adds to the gradient of an input.
  void add(int index, Variable gradient);

 private:
  Node& node_;
  const Variable& gradient_;
  std::span<Variable> gradients_;
};

template <class Derive, class Inputs>
class OperationNode final : public Node {
 public:
  OperationNode(const char* operation_name, Tensor result, Inputs operands, Derive derivative)
      : Node(operation_name, std::move(result), sizeof(OperationNode)),
        operands_(std::move(operands)),
        derive_(std::move(derivative)) {
    inputs = operands_;
    requires_gradient = true;
    for (const Variable& input : inputs) input_versions += input.node()->version;
  }
  void derive(Derivation& derivation) override { derive_(derivation); }

 private:
  Inputs operands_;
  Derive derive_;
};

/// The inputs of an operation, for `record`.
template <std::same_as<Variable>... Input>
std::array<Variable, sizeof...(Input)> inputs(const Input&... variables) {
  return {variables...};
}

/// Makes the result of an operation: remembers `inputs` and `derive` if anything depends on a parameter and
/// recording is on. `derive(Derivation&)` must not hold Variables of its own.
template <class Inputs, class Derive>
Variable record(const char* operation, Tensor value, Inputs inputs, Derive derive) {
  bool needed = false;
  if (recording()) {
    for (const Variable& input : inputs) needed = needed || input.requires_gradient();
  }
  if (!needed) return constant(std::move(value));
  using Operation = OperationNode<Derive, Inputs>;
  return Variable(new (pool::allocate(sizeof(Operation)))
                      Operation(operation, std::move(value), std::move(inputs), std::move(derive)));
}

/// Throws Error("operation: what a, b").
[[noreturn]] void fail(const char* operation, const char* what, const Shape& a);
[[noreturn]] void fail(const char* operation, const char* what, const Shape& a, const Shape& b);

}  // namespace madang
