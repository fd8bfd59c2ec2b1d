#pragma once

#include "optim/optimizer.h"

namespace madang {

struct MuonOptions {
  float learning_rate = 2e-2f;
  float momentum = 0.95f;
  bool nesterov = true;
  float weight_decay = 0.0f;  // decoupled, as in AdamW
  int iterations = 5;
};

/// Momentum whose step is made orthogonal: u ← μ u + g;  p ← p − α √max(1, rows / columns) O, where O is
/// near U Vᵀ of the singular value decomposition g + μ u = U Σ Vᵀ (Jordan et al. 2024, "Muon: an optimizer
/// for hidden layers in neural networks"). For weight matrices; (out, in, …) counts as (out, in · …). Biases,
/// embeddings and the last layer belong to an AdamW of their own.
class Muon final : public Optimizer {
 public:
  explicit Muon(std::vector<Variable> parameters, const MuonOptions& options = {})
      : Muon(one_group(std::move(parameters)), options) {}
  explicit Muon(std::vector<ParameterGroup> groups, const MuonOptions& options = {});
  std::unique_ptr<Optimizer> clone() const override { return std::make_unique<Muon>(*this); }

 private:
  void update(const Target& target, std::span<float> value, std::span<const float> gradient) override;

  MuonOptions options_;
  std::vector<Tensor> velocity_;  // (rows, columns)
};

/// All singular values of a matrix brought near 1 (between about 0.7 and 1.2), its singular vectors kept, by
/// the Newton–Schulz iteration X ← a X + (b A + c A²) X, A = X Xᵀ, of Jordan et al. 2024.
Tensor orthogonalised(const Tensor& matrix, int iterations = 5);

}  // namespace madang
