#pragma once

#include <vector>

#include "core/matrix.h"

namespace madang::demos::batchnorm {

/// A batch before and after its normalisation, and how one cell of it comes about:
///   batch norm  over the rows of a unit; layer norm over the units of a row; group norm over the row's units
///   of one group x̂ = (z − mean) / √(variance + ε),  y = γ x̂ + β     (Ioffe & Szegedy 2015, algorithm 1; Ba
///   et al. 2016, eq. 4)
struct Calculation {
  Matrix z, normalised, y;  // (rows, units), the first of the layer's batch; x̂ is `normalised`
  float mean = 0, variance = 0, gamma = 1, beta = 0, epsilon = 0;  // of the chosen cell
  int count = 0;                                                   // numbers over which its mean was taken
  float difference = 0;                                            // largest |y − the engine's y|

  template <class Visitor>
  void visit(Visitor& v) {
    v(z, normalised, y, mean, variance, gamma, beta, epsilon, count, difference);
  }
};

/// What must hold whatever was trained, measured on a layer of the network and on its batch.
struct Identities {
  float scale = 0;  // largest |BN(aWu) − BN(Wu)| for a = 3 and a²ε, relative to the largest |BN(Wu)|
  float gradient_ratio = 0;  // ‖∂L/∂(aW)‖ / ‖∂L/∂W‖: 1/a
  float restored = 0;  // γ = √(variance + ε), β = mean: largest |y − z|, relative to the largest |z|
  float sign = 0;      // two rows: largest |x̂ ∓ d / √(d² + 4ε)|, d their difference; 0 for more

  template <class Visitor>
  void visit(Visitor& v) {
    v(scale, gradient_ratio, restored, sign);
  }
};

/// The same image in two batches: largest difference of its logits.
struct Dependence {
  float training = 0, evaluation = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(training, evaluation);
  }
};

/// The inputs of every ReLU, layer by layer.
struct Inside {
  Matrix histograms;       // (bins, layers): shares, lowest bin in the last row
  std::vector<float> off;  // share of the layer's units that are ≤ 0 for every image of the batch
  std::vector<float> batch_mean,
      running_mean;  // of the chosen layer's units, sorted by the latter; batch norm only
  std::vector<float> batch_deviation, running_deviation;

  template <class Visitor>
  void visit(Visitor& v) {
    v(histograms, off, batch_mean, running_mean, batch_deviation, running_deviation);
  }
};
constexpr float inside_reach =
    3.25f;  // histograms from −3.25 to 3.25, so that their bins lie around −3, −2.5 … 3

}  // namespace madang::demos::batchnorm
