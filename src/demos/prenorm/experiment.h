#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/matrix.h"
#include "core/text.h"
#include "demo/trial.h"
#include "demos/prenorm/settings.h"

namespace madang::demos::prenorm {

/// One of the models, which learn from the same batches.
struct ArmPicture {
  float loss = 0;         ///< cross-entropy in nats a character, mean over some 20 batches
  float rate = 0;         ///< learning rate of the next update
  bool stands = false;    ///< it has had time, and its loss is that of the letters' frequencies
  bool diverged = false;  ///< and stays as it was before
  std::uint64_t updates = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, rate, stands, diverged, updates);
  }
};

/// What is measured along the trunk of a model on one batch. x_b is what leaves block b, x_0 what enters the
/// first one.
struct Layers {
  std::vector<float> trunk;     ///< root mean square of x_0 … x_depth
  std::vector<float> added;     ///< of what the dense layers of each block add
  std::vector<float> gradient;  ///< ‖∂L/∂W₂‖ of each block, W₂ the last weights before its sum
  std::vector<float> way;       ///< ‖∂L/∂x_b‖
  /// ‖y(W + δ) − y(W)‖ ÷ ‖y(W)‖ of what the last layer is given, δ = −η sign(∂L/∂W) on the blocks' weights
  float change = 0;

  /// What is left of the gradient at the first block of that behind the last.
  float reach() const { return way.empty() ? 0.f : way.front() / way.back(); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(trunk, added, gradient, way, change);
  }
};

constexpr int shown_places = 8;

/// What the dense layers of a block do to the first piece of a batch, and how one number comes about.
struct CellPicture {
  Matrix x, f, y;  // (shown_places, width): the way, what is added, what leaves the block
  float in = 0;    // of the chosen place and unit: what is normalised; with post-norm x + f, with pre-norm x
  float mean = 0, deviation = 0;  // over the units of the place; √(σ² + ε)
  float gamma = 1, beta = 0, out = 0;
  float difference = 0;  // largest |y − the engine's y| of all cells shown

  template <class Visitor>
  void visit(Visitor& v) {
    v(x, f, y, in, mean, deviation, gamma, beta, out, difference);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  float unigram = 0, bigram = 0;                    ///< reference losses
  std::vector<ArmPicture> arms;                     ///< in the order of Arm
  std::uint64_t parameters = 0, multiply_adds = 0;  ///< of post-norm; of a text of `context` characters
  std::vector<std::string> letters;                 ///< on the page of the training, as the next two
  Matrix next;                     ///< (arms + 1, letters): probabilities; last the frequencies of the text
  std::string asked;               ///< what was read of the prompt
  std::vector<Layers> now, start;  ///< on the page of the layers, in the order of Arm
  CellPicture cell;
  demo::TrialPicture trial;  ///< arms × trial_depths × trial_rates: loss, 1 where it stands

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, unigram, bigram, arms, parameters, multiply_adds, letters, next, asked, now, start, cell, trial);
  }
};

// Actions:
//   "trial"  begins the trial over depths and rates, which the next steps carry out
//   "stop"   ends it

}  // namespace madang::demos::prenorm
