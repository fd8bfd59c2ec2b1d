#pragma once

#include "optim/optimizer.h"

namespace madang {

struct AdamOptions {
  float learning_rate = 1e-3f;
  float beta1 = 0.9f;
  float beta2 = 0.999f;
  float epsilon = 1e-8f;
  float weight_decay = 0.0f;
};

/// m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← p − α (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
/// (Kingma & Ba 2015, algorithm 1). Weight decay is added to the gradient.
class Adam : public Optimizer {
 public:
  explicit Adam(std::vector<Variable> parameters, const AdamOptions& options = {})
      : Adam(one_group(std::move(parameters)), options) {}
  explicit Adam(std::vector<ParameterGroup> groups, const AdamOptions& options = {})
      : Adam("adam", std::move(groups), options, false) {}
  std::unique_ptr<Optimizer> clone() const override { return std::make_unique<Adam>(*this); }

 protected:
  Adam(const char* name, std::vector<ParameterGroup> groups, const AdamOptions& options,
       bool decoupled_decay);

 private:
  struct State {
    Tensor first_moment;
    Tensor second_moment;
    int steps = 0;  // of this parameter
  };

  PytorchRule pytorch_rule() const override;
  void update(const Target& target, std::span<float> value, std::span<const float> gradient) override;

  AdamOptions options_;
  bool decoupled_decay_;
  std::vector<State> states_;
};

/// Adam whose weight decay acts on the parameter itself: p ← p − α λ p (Loshchilov & Hutter 2019, algorithm
/// 2).
class AdamW final : public Adam {
 public:
  explicit AdamW(std::vector<Variable> parameters, const AdamOptions& options = {.weight_decay = 1e-2f})
      : AdamW(one_group(std::move(parameters)), options) {}
  explicit AdamW(std::vector<ParameterGroup> groups, const AdamOptions& options = {.weight_decay = 1e-2f})
      : Adam("adamw", std::move(groups), options, true) {}
  std::unique_ptr<Optimizer> clone() const override { return std::make_unique<AdamW>(*this); }
};

}  // namespace madang
