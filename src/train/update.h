#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/text.h"
#include "demo/experiment.h"
#include "nn/module.h"
#include "optim/optimizer.h"

namespace madang::train {

/// What of an update is not finite or has left the range that can be computed with.
enum class Fault { loss, gradient, weight };

struct Update {
  float loss = 0;                   ///< before the update
  std::optional<Fault> fault = {};  ///< nothing: the update was made
};

/// An optimiser with a watch over it. An update is made whole or not at all: loss and gradients are tested
/// before a weight changes, the weights afterwards, and where one of them is not finite everything is as
/// before: weights, the optimiser's moments, and the buffers that the forward pass has moved (batch norm's
/// running values). A copy trains the same parameters with moments of its own.
class GuardedOptimizer {
 public:
  static constexpr float largest_weight =
      1e5f;  ///< in size; beyond it products of a few layers leave the range of float

  template <class Model>
  GuardedOptimizer(const Model& model, std::unique_ptr<Optimizer> optimizer)
      : optimizer_(std::move(optimizer)), buffers_(buffers_of(model)) {}
  GuardedOptimizer(const GuardedOptimizer& other)
      : optimizer_(other.optimizer_->clone()), buffers_(other.buffers_) {}
  GuardedOptimizer& operator=(const GuardedOptimizer& other);
  GuardedOptimizer(GuardedOptimizer&&) = default;
  GuardedOptimizer& operator=(GuardedOptimizer&&) = default;

  /// One update along the gradient of what `loss` computes. `accept` is called after it and may throw,
  /// demo::Halt for one: the update is then taken back, and the exception goes on.
  Update step(const std::function<Variable()>& loss, const std::function<void()>& accept = {});
  /// The same with a loss and gradients from elsewhere.
  Update step(float loss, const Gradients& gradients, const std::function<void()>& accept = {});

  const Optimizer& optimizer() const { return *optimizer_; }
  void set_learning_rate(float learning_rate) { optimizer_->set_learning_rate(learning_rate); }
  void set_gradient_norm_limit(float limit) { optimizer_->set_gradient_norm_limit(limit); }

 private:
  template <class Model>
  static std::vector<Variable> buffers_of(const Model& model) {
    if constexpr (Buffered<Model>)
      return without_names(model.named_buffers());
    else
      return {};
  }
  bool gradients_finite(const Gradients& gradients) const;
  bool weights_within() const;

  std::unique_ptr<Optimizer> optimizer_;
  std::vector<Variable> buffers_;
};

/// One of several models that learn from the same batch.
struct Learning {
  GuardedOptimizer& optimizer;
  std::function<Variable()> loss;
};

/// An update of all of them, or, where one has a fault, of none. → the updates, in order, up to the first
/// with a fault.
std::vector<Update> step_together(std::span<const Learning> models);

/// Why a run pauses, with a way back. `whose`: of several models, "모델 A의 " and "Model A: ".
demo::Halt diverged(Fault fault, float learning_rate, const Text& whose = {});

/// Three digits, and whole numbers up to a million, for messages: "0.05", "1000", "2e7".
std::string short_number(float value);

/// Largest |v|; NaN where there is one. Infinity counts.
float largest_magnitude(std::span<const float> values);

/// Values of variables that come back at the end of a scope: the buffers that a training pass moves.
class Kept {
 public:
  explicit Kept(std::vector<Variable> variables);
  ~Kept();
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  /// They stay as they are now.
  void release() { values_.clear(); }

 private:
  std::vector<Variable> variables_;
  std::vector<Tensor> values_;
};

}  // namespace madang::train
