#pragma once

#include "optim/optimizer.h"

namespace madang {

struct RmspropOptions {
  float learning_rate = 1e-2f;
  float smoothing = 0.99f;
  float epsilon = 1e-8f;
  float momentum = 0.0f;
  bool centred = false;  // divide by the standard deviation instead of the root mean square
  float weight_decay = 0.0f;
};

/// g ← g + λ p;  v ← ρ v + (1 − ρ) g²;  p ← p − α g / (√v + ε) (Tieleman & Hinton 2012, lecture 6.5). Centred
/// (Graves 2013, eq. 38–40): m ← ρ m + (1 − ρ) g and √(v − m²) instead of √v. With momentum the quotient
/// goes through u ← μ u + …, as in PyTorch.
class Rmsprop final : public Optimizer {
 public:
  explicit Rmsprop(std::vector<Variable> parameters, const RmspropOptions& options = {})
      : Rmsprop(one_group(std::move(parameters)), options) {}
  explicit Rmsprop(std::vector<ParameterGroup> groups, const RmspropOptions& options = {});
  std::unique_ptr<Optimizer> clone() const override { return std::make_unique<Rmsprop>(*this); }

 private:
  struct State {
    Tensor mean_square;
    Tensor mean;      // empty unless centred
    Tensor velocity;  // empty without momentum
  };

  PytorchRule pytorch_rule() const override;
  void update(const Target& target, std::span<float> value, std::span<const float> gradient) override;

  RmspropOptions options_;
  std::vector<State> states_;
};

}  // namespace madang
