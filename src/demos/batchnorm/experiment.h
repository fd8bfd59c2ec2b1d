#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "demo/trial.h"
#include "demos/batchnorm/settings.h"

namespace madang::demos::batchnorm {

/// One of the networks, which learn from the same batches.
struct NetPicture {
  float loss = 0;            ///< cross-entropy, mean over some 20 batches
  std::vector<int> answers;  ///< to the examples
  bool stands = false;       ///< it has had time, and its loss is that of guessing
  bool diverged = false;     ///< and stays as it was before
  std::uint64_t updates = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, answers, stands, diverged, updates);
  }
};

/// A batch before and after its normalisation, and how one cell of it comes about:
///   batch norm over the rows of a unit; layer norm over the units of a row; group norm over those of a group
///   x̂ = (z − mean) / √(variance + ε),  y = γ x̂ + β   (Ioffe & Szegedy 2015, alg. 1; Ba et al. 2016, eq. 4)
struct Calculation {
  Matrix z, normalised;  // (rows, units), the first of the layer's batch; x̂ is `normalised`
  float mean = 0, variance = 0, gamma = 1, beta = 0, y = 0;  // of the chosen cell
  int count = 0;                                             // numbers over which its mean was taken
  float difference = 0;                                      // largest |y − the engine's y|, of all cells

  template <class Visitor>
  void visit(Visitor& v) {
    v(z, normalised, mean, variance, gamma, beta, y, count, difference);
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
  // Of the chosen layer's units, sorted by the running mean; batch norm only.
  std::vector<float> batch_mean, running_mean, batch_deviation, running_deviation;

  template <class Visitor>
  void visit(Visitor& v) {
    v(histograms, off, batch_mean, running_mean, batch_deviation, running_deviation);
  }
};
constexpr float inside_reach = 3.25f;  // of the histograms' 13 bins, which lie around −3, −2.5 … 3

constexpr int shown_examples = 8;

struct Snapshot {
  std::uint64_t step = 0;
  std::vector<NetPicture> nets;  ///< in the order of Norm
  std::vector<Inside> inside;    ///< of each, on that page
  Dependence dependence;         ///< of batch norm, likewise
  Calculation calculation;       ///< on the page of the batch
  Identities identities;         ///< of batch norm, likewise
  std::vector<float> examples;   ///< (shown_examples, side, side), of the test; on the page of the rate
  std::vector<int> labels;       ///< of them
  bool edited = false;           ///< the reader has changed a cell
  demo::TrialPicture rates;      ///< norm_count × trial_rates: test loss, test error
  demo::TrialPicture batches;    ///< norm_count × trial_batches, likewise

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, nets, inside, dependence, calculation, identities, examples, labels, edited, rates, batches);
  }
};

// Actions:
//   "rates", "batches"   begins that trial, which the next steps carry out
//   "cell"               numbers: row, unit (from 0), value: changes a number of the batch that is shown
//   "restore"            takes all such changes back

}  // namespace madang::demos::batchnorm
