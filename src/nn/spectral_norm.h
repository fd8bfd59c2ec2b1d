#pragma once

#include "core/random.h"
#include "nn/mode.h"
#include "nn/module.h"

namespace madang {

/// Divides a weight by its largest singular value, estimated with vectors u and v that one step of the power
/// method improves with every use in training (Miyato et al. 2018, algorithm 1): σ = uᵀ W v, with u and v
/// held constant in the derivative. W: (out, …), seen as (out, rest).
struct SpectralNorm {
  /// u and v start from random numbers and `start_steps` steps of the power method.
  SpectralNorm(const Variable& weight, Random& random, int start_steps = 15);

  // weight / σ
  Variable operator()(const Variable& weight, Mode mode) const;

  std::vector<NamedParameter> named_buffers() const { return {{"_u", u}, {"_v", v}}; }

  Variable u;  // (out), length 1; a constant that training assigns
  Variable v;  // (rest), likewise
};

}  // namespace madang
