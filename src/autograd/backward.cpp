#include <algorithm>
#include <optional>

#include "autograd/ops_arithmetic.h"
#include "autograd/record.h"
#include "autograd/variable.h"

namespace madang {
namespace {

thread_local constinit std::uint32_t last_mark = 0;

/// Everything the loss depends on that a parameter stands behind, newest first. A creation number is larger
/// than those of the inputs, so this is an order in which each node comes after all that use it.
PoolVector<Node*> nodes_behind(Node& loss) {
  const std::uint32_t mark = ++last_mark;
  PoolVector<Node*> nodes{&loss};
  loss.mark = mark;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const Variable& input : nodes[i]->inputs) {
      Node* node = input.node();
      if (!node->requires_gradient || node->mark == mark) continue;
      node->mark = mark;
      nodes.push_back(node);
    }
  }
  std::ranges::sort(nodes, std::ranges::greater{}, &Node::id);
  for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i]->slot = static_cast<std::uint32_t>(i);
  return nodes;
}

void check_unchanged(const Node& node) {
  std::uint32_t versions = 0;
  for (const Variable& input : node.inputs) versions += input.node()->version;
  if (versions != node.input_versions) {
    throw Error(std::string("backward: an input of '") + node.operation +
                "' was assigned after the operation ran");
  }
}

}  // namespace

void Derivation::add(int index, Variable gradient) {
  Node& node = *input(index).node();
  if (gradient.shape() != node.value.shape()) {
    throw Error(std::string("derivative of ") + node_.operation + ": gradient " +
                gradient.shape().to_string() + " for an input " + node.value.shape().to_string());
  }
  Variable& total = gradients_[node.slot];
  total = total ? total + gradient : std::move(gradient);
}

Gradients backward(const Variable& loss, Backward mode) {
  Node& root = loss.existing_node();
  if (root.value.size() != 1) fail("backward", "the loss must have one element", root.value.shape());
  if (!root.requires_gradient) throw Error("backward: the loss depends on no parameter");
  std::optional<NoRecording> guard;
  if (!mode.create_graph) guard.emplace();

  const PoolVector<Node*> nodes = nodes_behind(root);
  PoolVector<Variable> gradients(nodes.size());
  gradients[0] = constant(Tensor::full(root.value.shape(), 1.0f));
  Gradients result;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Node& node = *nodes[i];
    Variable gradient = std::move(gradients[i]);
    if (!gradient) continue;  // behind a stop, or a derivative that is zero everywhere
    if (!node.is_leaf()) {
      check_unchanged(node);
      Derivation derivation(node, gradient, gradients);
      node.derive(derivation);
    }
    if (node.is_leaf() || mode.keep_intermediate) result.entries_.push_back({node.id, std::move(gradient)});
  }
  return result;
}

const Variable* Gradients::find(const Variable& variable) const {
  const std::uint64_t id = variable.existing_node().id;
  const auto entry = std::ranges::lower_bound(entries_, id, std::ranges::greater{}, &Entry::id);
  return entry != entries_.end() && entry->id == id ? &entry->gradient : nullptr;
}

const Variable& Gradients::of(const Variable& variable) const {
  if (const Variable* gradient = find(variable)) return *gradient;
  const Node& node = variable.existing_node();
  throw Error(std::string("gradients: none for this ") + node.operation + " " +
              node.value.shape().to_string() +
              (node.is_leaf() ? ": the loss does not depend on it"
                              : ": pass keep_intermediate to backward, or the loss does not depend on it"));
}

}  // namespace madang
