#pragma once

#include <vector>

#include "data/plane.h"
#include "demos/activations/deep_net.h"
#include "demos/activations/experiment.h"

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

  float delta_ratio() const { return delta_norm.front() / delta_norm.back(); }
  float weight_ratio() const { return weight_norm.front() / weight_norm.back(); }
  float off_share() const;  // of all hidden units
};

Measurement measure(const DeepNet& net, const data::PlaneBatch& batch);

/// 2-norm of all numbers, summed in double precision: squares of tiny gradients would vanish in float.
float norm_of(const Tensor& values);

FunctionCurve curve_of(const Squash& function, float reach, int places);

Gain gain_of(const DeepNet& net, const Measurement& measurement, int layer);

/// What is shown of a network: all that every page needs, and what the present page needs besides.
NetPicture picture_of(const DeepNet& net, const Measurement& measurement, const Settings& settings);

}  // namespace madang::demos::activations
