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
constexpr float bin_width = 0.25f;     ///< of NetPicture::histograms: bins stand around 0, ±0.25 … ±3
constexpr float plane_reach = 2.2f;

/// Of the curves of the gradient's ratio, first layer over the last: each norm has its own.
inline const char* ratio_quantity(Norm norm) { return norm == Norm::sums ? "sum_ratio" : "weight_ratio"; }

/// A function and its derivative as the engine computes them, at evenly spaced places.
struct FunctionCurve {
  std::vector<float> x, y, slope;

  template <class Visitor>
  void visit(Visitor& v) {
    v(x, y, slope);
  }
};

/// How the size of the gradient changes from the sums of the next layer to those of this one. In the mean
/// over wide layers
///   ‖∂L/∂z‖² ≈ ‖∂L/∂z_next‖² · n · Var(w_next) · E[f′(z)²]
/// n: units of this layer, over which the norm is taken. (He et al. 2015, eq. 13, follow the gradient of a
/// single unit instead and so have the units of the next layer in its place.)
struct Gain {
  float measured = 0;  ///< ‖∂L/∂z‖ / ‖∂L/∂z_next‖
  float spread = 0;    ///< n · mean of w_next²
  float slope = 0;     ///< mean of f′(z)²
  float expected = 0;  ///< √(spread · slope)

  template <class Visitor>
  void visit(Visitor& v) {
    v(measured, spread, slope, expected);
  }
};

/// One layer of one network, spread out.
struct LayerPicture {
  FunctionCurve curve;      ///< as this layer has it, PReLU's slope and all
  Histogram sums;           ///< z, from −curve_reach to curve_reach
  Histogram activations;    ///< a, from −activation_reach to activation_reach
  Histogram gradient;       ///< ∂L/∂z
  Matrix spread;            ///< what was asked for: W, ∂L/∂W (units, inputs) or a (points, units)
  float learned_slope = 0;  ///< of PReLU
  Gain gain;

  template <class Visitor>
  void visit(Visitor& v) {
    v(curve, sums, activations, gradient, spread, learned_slope, gain);
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
  Matrix histograms;          ///< (bins, layers): shares of the activations, the lowest bin in the last row
  float ratio = 0;            ///< first / last of `gradient`
  float loss = 0;  ///< not finite where the numbers leave the range of float: what is shown has gaps
  float accuracy = 0;
  float off_share = 0;   ///< of all hidden units
  bool stopped = false;  ///< it diverged and stays as it was before
  std::uint64_t stopped_step = 0;
  Text reason;  ///< why it stopped

  LayerPicture layer;  ///< on the page of a layer, else empty

  Matrix field;  ///< but on the page of a layer, as data::DecisionField has them
  Matrix field_class;

  template <class Visitor>
  void visit(Visitor& v) {
    v(gradient, layers, mean, variance, off, slopes, histograms, ratio, loss, accuracy, off_share, stopped,
      stopped_step, reason, layer, field, field_class);
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
