#pragma once

#include <span>

namespace madang::kernels {

/// g ← g + λ p;  v ← ρ v + (1 − ρ) g²;  centred: m ← ρ m + (1 − ρ) g, s = √max(v − m², 0), else s = √v;
/// u ← μ u + g / (s + ε);  p ← p − α u (Tieleman & Hinton 2012; Graves 2013, eq. 38–40).
struct RmspropUpdate {
  float learning_rate = 1e-2f;
  float smoothing = 0.99f;  // ρ
  float epsilon = 1e-8f;
  float momentum = 0;  // μ; 0 needs no velocity
  bool centred = false;
  float weight_decay = 0;  // λ
};

struct RmspropState {
  std::span<float> mean_square;
  std::span<float> mean;      // may be empty unless centred
  std::span<float> velocity;  // may be empty without momentum
};

void rmsprop_update(const RmspropUpdate& update, std::span<const float> gradient, const RmspropState& state,
                    std::span<float> parameter);
void rmsprop_update_reference(const RmspropUpdate& update, std::span<const float> gradient,
                              const RmspropState& state, std::span<float> parameter);

}  // namespace madang::kernels
