#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "autograd/variable.h"
#include "core/python.h"

namespace madang {

/// Parameters that are treated alike.
struct ParameterGroup {
  std::vector<Variable> parameters;
  float learning_rate_factor = 1.0f;       // times the optimiser's, so that a schedule moves all groups
  std::optional<float> weight_decay = {};  // instead of the optimiser's
  bool frozen = false;                     // left as they are, as if they had no gradient
};

/// Changes parameters by their gradients. A parameter that the loss did not depend on stays as it is.
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  /// Another one of the same parameters, with moments of its own.
  virtual std::unique_ptr<Optimizer> clone() const = 0;

  void step(const Gradients& gradients);

  float learning_rate() const { return learning_rate_; }
  void set_learning_rate(float learning_rate) { learning_rate_ = learning_rate; }
  /// Gradients are scaled down together so that their common 2-norm is at most this (Pascanu, Mikolov &
  /// Bengio 2013, algorithm 1); 0 leaves them alone.
  void set_gradient_norm_limit(float limit) { gradient_norm_limit_ = limit; }
  /// Each number of a gradient is cut to ±limit, after the norm's limit; 0 leaves them alone.
  void set_gradient_value_limit(float limit) { gradient_value_limit_ = limit; }

  std::size_t group_count() const { return groups_.size(); }
  void set_learning_rate_factor(std::size_t group, float factor);
  void set_frozen(std::size_t group, bool frozen);
  /// The same optimiser, before its first step, in PyTorch: "torch.optim.SGD(model.parameters(), lr=0.1)".
  /// groups: what the parameters of each group are called there; of one group, where none is given,
  /// "model.parameters()". Frozen groups are left out. Throws Error for another count of names, and for a
  /// rule that PyTorch has not.
  std::string pytorch(std::span<const std::string> groups = {}) const;

  /// Of all groups, in order.
  const std::vector<Variable>& parameters() const { return parameters_; }

 protected:
  Optimizer(const char* name, std::vector<ParameterGroup> groups, float learning_rate, float weight_decay);
  static std::vector<ParameterGroup> one_group(std::vector<Variable> parameters);

  /// What a rule is told about the parameter it changes.
  struct Target {
    std::size_t index;  // its place in parameters()
    float learning_rate;
    float weight_decay;
  };
  /// A rule's name in PyTorch and what it must be told besides parameters, learning rate and weight decay.
  struct PytorchRule {
    std::string name;
    float default_decay = 0;  // what PyTorch takes where none is given
    std::vector<std::string> arguments = {};
  };
  virtual PytorchRule pytorch_rule() const;
  virtual void update(const Target& target, std::span<float> value, std::span<const float> gradient) = 0;

 private:
  struct Group {
    std::size_t end;  // one behind its last parameter
    float learning_rate_factor;
    float weight_decay;
    bool frozen;
  };
  Group& group(std::size_t index);
  float clipping_factor(const Gradients& gradients) const;

  std::vector<Variable> parameters_;
  std::vector<Group> groups_;
  float learning_rate_;
  float gradient_norm_limit_ = 0.0f;
  float gradient_value_limit_ = 0.0f;
};

/// 2-norm of the gradients of all these parameters as one vector.
float gradient_norm(const Gradients& gradients, std::span<const Variable> parameters);

}  // namespace madang
