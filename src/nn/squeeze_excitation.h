#pragma once

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_shape.h"
#include "nn/linear.h"

namespace madang {

/// Weighs channels by what the whole picture shows (Hu et al. 2018, section 3):
///   x σ(W₂ ReLU(W₁ mean(x)))
struct SqueezeExcitation {
  SqueezeExcitation(int channels, int squeezed, Random& random)
      : fc1(channels, squeezed, random, {.initialisation = Initialisation::he_uniform}),
        fc2(squeezed, channels, random) {}

  // (batch, channels, height, width) → (batch, channels), each in 0 … 1
  Variable weights(const Variable& x) const { return sigmoid(fc2(relu(fc1(global_average_pool(x))))); }
  Variable operator()(const Variable& x) const {
    return x * reshape(weights(x), {x.shape().at(0), x.shape().at(1), 1, 1});
  }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "fc1", fc1);
    append_named(named, "fc2", fc2);
    return named;
  }

  Linear fc1, fc2;
};

}  // namespace madang
