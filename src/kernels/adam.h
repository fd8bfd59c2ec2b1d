#pragma once

#include <span>

/// One parameter tensor's update in one pass over its memory. The optimiser counts the steps.
namespace madang::kernels {

/// Adam (Kingma & Ba 2015, algorithm 1) and AdamW (Loshchilov & Hutter 2019, algorithm 2):
///   m ← β₁ m + (1 − β₁) g      v ← β₂ v + (1 − β₂) g²      p ← p − α (m / c₁) / (√(v / c₂) + ε)
struct AdamUpdate {
  float learning_rate = 1e-3f;
  float beta1 = 0.9f;
  float beta2 = 0.999f;
  float epsilon = 1e-8f;
  float correction1 = 1;         // c₁ = 1 − β₁ᵗ, t = 1, 2, … the number of this step
  float correction2 = 1;         // c₂ = 1 − β₂ᵗ
  float weight_decay = 0;        // λ
  bool decoupled_decay = false;  // false: g ← g + λ p (L2 in the loss); true: p ← p − α λ p (AdamW)
};

/// SGD with momentum: g ← g + λ p;  u ← μ u + g;  p ← p − α u, or p ← p − α (g + μ u) with Nesterov's look
/// ahead.
struct SgdUpdate {
  float learning_rate = 1e-2f;
  float momentum = 0;  // μ; 0 needs no velocity
  bool nesterov = false;
  float weight_decay = 0;  // λ
};

void adam_update(const AdamUpdate& update, std::span<const float> gradient, std::span<float> first_moment,
                 std::span<float> second_moment, std::span<float> parameter);
/// velocity may be empty when momentum is 0.
void sgd_update(const SgdUpdate& update, std::span<const float> gradient, std::span<float> velocity,
                std::span<float> parameter);

void adam_update_reference(const AdamUpdate& update, std::span<const float> gradient,
                           std::span<float> first_moment, std::span<float> second_moment,
                           std::span<float> parameter);
void sgd_update_reference(const SgdUpdate& update, std::span<const float> gradient, std::span<float> velocity,
                          std::span<float> parameter);

}  // namespace madang::kernels
