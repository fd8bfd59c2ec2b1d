#pragma once

#include <span>
#include <vector>

#include "autograd/variable.h"

namespace madang {

/// Changes parameters by their gradients. A parameter that the loss did not depend on stays as it is.
class Optimizer {
 public:
  Optimizer(std::vector<Variable> parameters, float learning_rate);
  virtual ~Optimizer() = default;

  void step(const Gradients& gradients);

  float learning_rate() const { return learning_rate_; }
  void set_learning_rate(float learning_rate) { learning_rate_ = learning_rate; }
  /// Gradients are scaled down together so that their common 2-norm is at most this (Pascanu, Mikolov &
  /// Bengio 2013, algorithm 1); 0 leaves them alone.
  void set_gradient_norm_limit(float limit) { gradient_norm_limit_ = limit; }
  const std::vector<Variable>& parameters() const { return parameters_; }

 protected:
  /// The rule for parameter number `index`.
  virtual void update(std::size_t index, std::span<float> value, std::span<const float> gradient) = 0;

 private:
  std::vector<Variable> parameters_;
  float learning_rate_;
  float gradient_norm_limit_ = 0.0f;
};

/// 2-norm of the gradients of all these parameters as one vector.
float gradient_norm(const Gradients& gradients, std::span<const Variable> parameters);

}  // namespace madang
