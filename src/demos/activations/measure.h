#pragma once

#include <vector>

#include "demos/activations/deep_net.h"
#include "demos/activations/plane_data.h"

namespace madang::demos::activations {

/// One pass forwards and backwards through all points, layer by layer, and what is read off it. Vectors have
/// one number per hidden layer.
struct Measurement {
  DeepNet::Pass pass;
  std::vector<Tensor> delta;            // ∂L/∂z, like pass.z
  std::vector<Tensor> weight_gradient;  // ∂L/∂W
  float loss = 0;
  float accuracy = 0;
  std::vector<float> delta_norm;   // ‖∂L/∂z‖ over all units and points
  std::vector<float> weight_norm;  // ‖∂L/∂W‖
  std::vector<float> mean;         // of the activations a, over units and points
  std::vector<float> variance;
  std::vector<float> off;  // share of units with z ≤ 0 at every point: a ReLU that is off everywhere is dead

  double delta_ratio() const { return ratio(delta_norm); }
  double weight_ratio() const { return ratio(weight_norm); }
  float off_share() const;  // of all hidden units
  static double ratio(const std::vector<float>& norms) {
    return static_cast<double>(norms.front()) / static_cast<double>(norms.back());
  }
};

Measurement measure(const DeepNet& net, const Batch& batch);

/// 2-norm of all numbers, summed in double precision: squares of tiny gradients would vanish in float.
float norm_of(const Tensor& values);

/// The function and its derivative as the engine computes them, at evenly spaced places.
struct Curve {
  std::vector<float> x, y, slope;
};
Curve curve_of(const SquashLayer& function, float reach, int places);

/// How the size of the gradient changes from the sums of the next layer to those of this one. In the mean
/// over wide layers
///   ‖∂L/∂z‖² ≈ ‖∂L/∂z_next‖² · n · Var(w_next) · E[f′(z)²]
/// n: units of this layer, over which the norm is taken. (He et al. 2015, eq. 13, follow the gradient of a
/// single unit instead and so have the units of the next layer in its place.)
struct Gain {
  float measured = 0;  // ‖∂L/∂z‖ / ‖∂L/∂z_next‖
  float spread = 0;    // n · mean of w_next²
  float slope = 0;     // mean of f′(z)²
  float expected = 0;  // √(spread · slope)
};
Gain gain_of(const DeepNet& net, const Measurement& measurement, int layer);

}  // namespace madang::demos::activations
