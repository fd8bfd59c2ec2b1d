#pragma once

#include <cstdint>
#include <vector>

#include "core/histogram.h"
#include "core/matrix.h"
#include "core/text.h"
#include "demos/activations/settings.h"

namespace madang::demos::activations {

constexpr float curve_reach = 4;       ///< functions are drawn for −4 … 4
constexpr float activation_reach = 3;  ///< histograms of activations for −3 … 3
constexpr float plane_reach = 2.2f;

/// Of the curves of the gradient's ratio, first layer over the last: each norm has its own.
inline const char* ratio_quantity(Norm norm) { return norm == Norm::sums ? "sum_ratio" : "weight_ratio"; }

/// One layer of one network, spread out.
struct LayerPicture {
  std::vector<float> curve_x, curve_y, curve_slope;  ///< f and f′ as this layer has them
  Histogram sums;                                    ///< z, from −curve_reach to curve_reach
  Histogram activations;                             ///< a, from −activation_reach to activation_reach
  Histogram gradient;                                ///< ∂L/∂z
  Matrix spread;            ///< what was asked for: W, ∂L/∂W (units, inputs) or a (points, units)
  float learned_slope = 0;  ///< of PReLU
  float gain = 0;           ///< ‖∂L/∂z‖ / ‖∂L/∂z of the next layer‖
  float weight_spread = 0;  ///< n · mean w², over the weights to the next layer
  float mean_slope = 0;     ///< mean f′(z)²
  float expected_gain = 0;  ///< √(weight_spread · mean_slope)

  template <class Visitor>
  void visit(Visitor& v) {
    v(curve_x, curve_y, curve_slope, sums, activations, gradient, spread, learned_slope, gain, weight_spread,
      mean_slope, expected_gain);
  }
};

/// One of the two networks. Vectors have one number per hidden layer.
struct NetPicture {
  std::vector<float> gradient;  ///< norm of ∂L/∂z or ∂L/∂W, as the settings say
  std::vector<float> layers;    ///< 1, 2 … their numbers, for the axis
  std::vector<float> mean;      ///< of the activations over units and points
  std::vector<float> variance;
  std::vector<float> off;     ///< share of units with z ≤ 0 at every point
  std::vector<float> slopes;  ///< PReLU's; empty for others
  Matrix histograms;          ///< (bins, layers): shares of the activations, lowest bin in the last row
  float ratio = 0;            ///< first / last of `gradient`
  float loss = 0;
  float accuracy = 0;
  float off_share = 0;   ///< of all hidden units
  bool stopped = false;  ///< it diverged and stays as it was before
  std::uint64_t stopped_step = 0;
  Text reason;            ///< why it stopped
  bool overflow = false;  ///< the numbers have no place in float: what is shown has gaps

  LayerPicture layer;  ///< on the page of a layer, else empty

  Matrix
      field;  ///< on the page of training: probability of class 1 over the plane, or of the likeliest class
  Matrix field_class;

  template <class Visitor>
  void visit(Visitor& v) {
    v(gradient, layers, mean, variance, off, slopes, histograms, ratio, loss, accuracy, off_share, stopped,
      stopped_step, reason, overflow, layer, field, field_class);
  }
};

struct Snapshot {
  std::vector<NetPicture> nets;  ///< A, and B where it is shown
  std::uint64_t step = 0;
  int layer = 1;  ///< that is looked into
  std::vector<float> x, y;
  std::vector<std::int32_t> label;

  template <class Visitor>
  void visit(Visitor& v) {
    v(nets, step, layer, x, y, label);
  }
};

}  // namespace madang::demos::activations
