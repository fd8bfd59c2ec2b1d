#pragma once

#include "nn/linear.h"

namespace madang {

struct LoraOptions {
  int rank = 4;
  float alpha = 4.0f;  // the update is scaled by α / rank
};

/// A frozen dense layer with a learned update of low rank beside it: y = x Wᵀ + b + (α / r) x Aᵀ Bᵀ
/// (Hu et al. 2022, section 4.1). B starts at 0, so that training starts at the given layer.
struct LoraLinear {
  LoraLinear(const Linear& pretrained, Random& random, LoraOptions lora_options = {});

  // x: (…, in_features) → (…, out_features)
  Variable operator()(const Variable& x) const;
  /// What has been learned: ΔW = (α / r) B A: (out_features, in_features).
  Tensor update() const;
  /// One dense layer that does the same: W + ΔW.
  Linear merged() const;

  /// Only what is learned.
  std::vector<Variable> parameters() const { return {lora_a, lora_b}; }
  std::vector<NamedParameter> named_parameters() const {
    return {{"lora_A.weight", lora_a}, {"lora_B.weight", lora_b}};
  }

  LoraOptions options;
  Linear base;      // constants
  Variable lora_a;  // (rank, in_features)
  Variable lora_b;  // (out_features, rank)

 private:
  float scale() const { return options.alpha / static_cast<float>(options.rank); }
};

}  // namespace madang
