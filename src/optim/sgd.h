#pragma once

#include "optim/optimizer.h"

namespace madang {

struct SgdOptions {
  float learning_rate = 1e-2f;
  float momentum = 0.0f;
  bool nesterov = false;
  float weight_decay = 0.0f;
};

/// g ← g + λ p;  u ← μ u + g;  p ← p − α u, with Nesterov's look-ahead p ← p − α (g + μ u)
/// (Sutskever, Martens, Dahl & Hinton 2013; the form PyTorch uses).
class Sgd final : public Optimizer {
 public:
  explicit Sgd(std::vector<Variable> parameters, const SgdOptions& options = {})
      : Sgd(one_group(std::move(parameters)), options) {}
  explicit Sgd(std::vector<ParameterGroup> groups, const SgdOptions& options = {});
  std::unique_ptr<Optimizer> clone() const override { return std::make_unique<Sgd>(*this); }

 private:
  PytorchRule pytorch_rule() const override;
  void update(const Target& target, std::span<float> value, std::span<const float> gradient) override;

  SgdOptions options_;
  std::vector<Tensor> velocity_;
};

}  // namespace madang
