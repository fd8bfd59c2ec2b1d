#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "core/pool.h"
#include "core/tensor.h"

namespace madang {

class Node;

/// A handle to a value that may be differentiated: a parameter, a constant, or the result of an operation,
/// which remembers how it came about. Copying a handle copies a pointer.
class Variable {
 public:
  Variable() = default;  // refers to nothing
  Variable(const Variable& other) noexcept;
  Variable(Variable&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Variable& operator=(Variable other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Variable() {
    if (node_) release(node_);
  }

  explicit operator bool() const { return node_ != nullptr; }
  const Tensor& value() const;
  const Shape& shape() const { return value().shape(); }
  float item() const { return value().item(); }
  bool requires_gradient() const;
  /// Name of the operation this is the result of; "parameter" or "constant" for a leaf.
  const char* operation() const;

  /// Gives a leaf (parameter or constant) another value of the same shape. A graph that was recorded with the
  /// old value can no longer be differentiated; backward says so.
  void assign(Tensor value) const;
  /// For optimisers: writes into a leaf in place, with the same consequence.
  std::span<float> mutable_values() const;
  /// The value alone, cut off from how it came about.
  Variable detach() const;

  /// For writing operations.
  explicit Variable(Node* adopted) noexcept : node_(adopted) {}
  Node* node() const { return node_; }
  Node& existing_node() const;

 private:
  static void release(Node* node) noexcept;

  Node* node_ = nullptr;
};

class Derivation;

/// What a Variable points to: a value, and for the result of an operation its inputs and derivative.
class Node {
 public:
  Node(const char* operation_name, Tensor result, std::uint32_t size_bytes)
      : value(std::move(result)), id(next_id()), operation(operation_name), bytes(size_bytes) {}
  virtual ~Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  virtual void derive(Derivation&) {}
  bool is_leaf() const { return inputs.empty(); }

  Tensor value;
  std::uint64_t id;       // rises with creation, so every input has a smaller one
  const char* operation;  // a string literal
  std::span<const Variable> inputs;
  Node* next_dead = nullptr;
  std::uint32_t bytes;
  std::uint32_t references = 1;
  std::uint32_t version = 0;         // of a leaf: how often it was assigned
  std::uint32_t input_versions = 0;  // sum over the inputs when the operation ran
  std::uint32_t mark = 0;            // of the last backward pass that came here
  std::uint32_t slot = 0;            // its place in that pass
  bool requires_gradient = false;

 private:
  static std::uint64_t next_id();
};

inline Variable::Variable(const Variable& other) noexcept : node_(other.node_) {
  if (node_) ++node_->references;
}
inline Node& Variable::existing_node() const {
  if (!node_) throw Error("variable: used before it was given a value");
  return *node_;
}
inline const Tensor& Variable::value() const { return existing_node().value; }
inline bool Variable::requires_gradient() const { return existing_node().requires_gradient; }

/// A leaf that is differentiated with respect to.
Variable parameter(Tensor value);
/// A leaf that is not.
Variable constant(Tensor value);

struct Backward {
  bool create_graph = false;       // record the derivatives, so that they can be differentiated again
  bool keep_intermediate = false;  // keep the gradients of results of operations too, not only of parameters
};

/// d loss / d variable for the variables that the loss depends on.
class Gradients {
 public:
  /// Throws when the loss does not depend on the variable, or when it is an intermediate result that was not
  /// kept.
  const Variable& of(const Variable& variable) const;
  bool contains(const Variable& variable) const { return find(variable) != nullptr; }
  /// Of how many variables.
  std::size_t size() const { return entries_.size(); }

 private:
  friend Gradients backward(const Variable& loss, Backward mode);
  struct Entry {
    std::uint64_t id;
    Variable gradient;
  };
  const Variable* find(const Variable& variable) const;

  PoolVector<Entry> entries_;  // by falling id
};

/// Reverse-mode differentiation of a loss of one element. Gradients are a result: nothing is stored in the
/// variables, and a second call starts afresh.
Gradients backward(const Variable& loss, Backward mode = {});

/// While one exists, operations of this thread compute values only and record nothing.
class NoRecording {
 public:
  NoRecording();
  ~NoRecording();
  NoRecording(const NoRecording&) = delete;
  NoRecording& operator=(const NoRecording&) = delete;

 private:
  bool previous_;
};

/// While one exists, operations are recorded again: for a derivative that is computed by a backward pass of
/// its own.
class Recording {
 public:
  Recording();
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

 private:
  bool previous_;
};

bool recording();

}  // namespace madang
