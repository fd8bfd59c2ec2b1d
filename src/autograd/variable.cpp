#include "autograd/variable.h"

#include "autograd/record.h"

namespace madang {
namespace {

// One graph lives on one thread; both are constant-initialised and cost no guard.
thread_local constinit bool recording_enabled = true;
thread_local constinit std::uint64_t last_id = 0;
thread_local constinit Node* dead_nodes = nullptr;
thread_local constinit bool burying = false;

Variable leaf(const char* kind, Tensor value, bool requires_gradient) {
  Node* node = new (pool::allocate(sizeof(Node))) Node(kind, std::move(value), sizeof(Node));
  node->requires_gradient = requires_gradient;
  return Variable(node);
}

}  // namespace

std::uint64_t Node::next_id() { return ++last_id; }

/// A graph may be a chain of any length, so the dead wait in a list instead of on the call stack: destroying
/// a node releases its inputs, which only puts them on the list while a burial is under way.
void Variable::release(Node* node) noexcept {
  if (--node->references != 0) return;
  node->next_dead = dead_nodes;
  dead_nodes = node;
  if (burying) return;
  burying = true;
  while (Node* dead = dead_nodes) {
    dead_nodes = dead->next_dead;
    const std::uint32_t bytes = dead->bytes;
    dead->~Node();
    pool::deallocate(dead, bytes);
  }
  burying = false;
}

const char* Variable::operation() const { return existing_node().operation; }

void Variable::assign(Tensor value) const {
  Node& node = existing_node();
  if (!node.is_leaf())
    throw Error(std::string("assign: the result of '") + node.operation + "' is not a leaf");
  if (value.shape() != node.value.shape()) fail("assign", "shapes differ", node.value.shape(), value.shape());
  node.value = std::move(value);
  ++node.version;
}

std::span<float> Variable::mutable_values() const {
  Node& node = existing_node();
  if (!node.is_leaf()) {
    throw Error(std::string("mutable_values: the result of '") + node.operation + "' is not a leaf");
  }
  ++node.version;
  return node.value.mutable_values();
}

Variable Variable::detach() const { return constant(value()); }

Variable parameter(Tensor value) { return leaf("parameter", std::move(value), true); }
Variable constant(Tensor value) { return leaf("constant", std::move(value), false); }

bool recording() { return recording_enabled; }
NoRecording::NoRecording() : previous_(recording_enabled) { recording_enabled = false; }
NoRecording::~NoRecording() { recording_enabled = previous_; }
Recording::Recording() : previous_(recording_enabled) { recording_enabled = true; }
Recording::~Recording() { recording_enabled = previous_; }

void fail(const char* operation, const char* what, const Shape& a) {
  throw Error(std::string(operation) + ": " + what + ": " + a.to_string());
}
void fail(const char* operation, const char* what, const Shape& a, const Shape& b) {
  throw Error(std::string(operation) + ": " + what + ": " + a.to_string() + " and " + b.to_string());
}

}  // namespace madang
