#pragma once

#include <cstdint>
#include <vector>

#include "core/finite_difference.h"
#include "core/matrix.h"
#include "core/text.h"
#include "demos/backprop/settings.h"

namespace madang::demos::backprop {

enum class Phase : std::uint8_t {
  ready,     ///< the input stands there
  forward,   ///< z and a are known up to a layer
  error,     ///< E is known
  backward,  ///< δ is known down to a layer
  update,    ///< the weights have changed
  training,  ///< not walking: everything is known
};

/// One layer of weights with the units that it leads to. Empty vectors: not known yet.
struct LayerPicture {
  Matrix weight;  ///< (units, inputs)
  std::vector<float> bias;
  std::vector<float> z;      ///< z = W a + b
  std::vector<float> a;      ///< a = f(z); in the last layer ŷ
  std::vector<float> delta;  ///< δ = ∂E/∂z
  Matrix gradient;           ///< ∂E/∂W = δ aᵀ
  Matrix change;             ///< ΔW of the update just made
  std::vector<float> bias_change;

  template <class Visitor>
  void visit(Visitor& v) {
    v(weight, bias, z, a, delta, gradient, change, bias_change);
  }
};

/// The chain rule for one weight w from unit j to unit k, with its numbers:
///   ∂E/∂w = δₖ aⱼ;  output: δₖ = ∂E/∂ŷ · f′(zₖ);  hidden: δₖ = f′(zₖ) Σ δₙ wₙₖ over the next layer's units
///   n.
struct Chain {
  int layer = 0;  ///< counted from 1; 0: no weight is chosen
  int to = 0;     ///< counted from 1
  int from = 0;   ///< counted from 1; 0: bias
  float weight = 0;
  float input = 0;                  ///< aⱼ, 1 for a bias
  bool known = false;               ///< δₖ has been reached: what follows is filled in
  bool output = false;              ///< the weight leads to an output
  bool combined = false;            ///< softmax with cross-entropy: δ = ŷ − y in one piece
  float error_slope = 0;            ///< ∂E/∂ŷ
  float slope = 0;                  ///< f′(zₖ)
  float delta = 0;                  ///< δₖ
  std::vector<float> next_deltas;   ///< δₙ
  std::vector<float> next_weights;  ///< wₙₖ
  float gradient = 0;               ///< of the engine
  FiniteDifference difference;      ///< of E, in double precision

  template <class Visitor>
  void visit(Visitor& v) {
    v(layer, to, from, weight, input, known, output, combined, error_slope, slope, delta, next_deltas,
      next_weights, gradient, difference);
  }
};

/// Errors of gradients below this count relative to it, because there single precision has no more digits to
/// offer.
inline constexpr double least_checked_gradient = 1e-4;

struct Snapshot {
  Phase phase = Phase::ready;
  int layer = 0;           ///< that the phase has reached, counted from 1
  std::vector<int> sizes;  ///< units of every layer, inputs first
  std::vector<LayerPicture> layers;
  Chain chain;

  int sample = 0;  ///< number of the point walked through, from 1; 0: there are no points
  std::vector<float> input;
  std::vector<float> target;  ///< y
  bool error_known = false;
  float error = 0;  ///< E of that point

  std::vector<float> x, y;  ///< the training points, then the test points
  std::vector<std::int32_t> label;
  int train_count = 0;
  int classes = 2;
  Matrix field;  ///< ŷ over the plane, ± plane_limit, row 0 below; with several outputs the largest ŷ
  Matrix field_class;  ///< with several outputs: the class of the largest; else empty

  float train_loss = 0, test_loss = 0;
  float train_accuracy = 0, test_accuracy = 0;  ///< 0 … 1; test: −1 when nothing is held out
  int updates = 0;
  float best_line = -1;  ///< two classes and no hidden layer: what the best straight line reaches; else −1

  bool checked = false;  ///< all gradients were compared with central differences
  int checked_weights = 0;
  int kinks = 0;  ///< weights by which E has one-sided slopes only: not in the largest relative error
  double largest_relative_error = 0;
  Text notice;  ///< what was left out of the points of a link

  template <class Visitor>
  void visit(Visitor& v) {
    v(phase, layer, sizes, layers, chain, sample, input, target, error_known, error, x, y, label, train_count,
      classes, field, field_class, train_loss, test_loss, train_accuracy, test_accuracy, updates, best_line,
      checked, checked_weights, kinks, largest_relative_error, notice);
  }
};

}  // namespace madang::demos::backprop
