#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.h"
#include "demo/trial.h"
#include "demos/dropout/settings.h"

namespace madang::demos::dropout {

/// One of the networks, in the order of arms_of.
struct NetPicture {
  float loss = 0;                       ///< of training, mean over some 20 batches, with dropout
  float test_loss = 0, test_error = 0;  ///< at the last look, without
  float lowest_loss = 0;                ///< of the test, at the lowest look so far
  std::uint64_t lowest_step = 0;
  std::vector<float> chances;  ///< of each class, for the digit that is shown

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, test_loss, test_error, lowest_loss, lowest_step, chances);
  }
};

/// What dropout multiplies, before and after: an element of `mask` is 0 or 1/q.
struct MaskPicture {
  Matrix plain, mask;

  template <class Visitor>
  void visit(Visitor& v) {
    v(plain, mask);
  }
};

/// How the chosen unit of the dense network comes about: the largest of its products, by size.
struct UnitSum {
  std::vector<float> inputs, weights;
  float rest = 0;  ///< of all other products
  float bias = 0, z = 0;
  std::vector<float> incoming;  ///< all weights: of the first layer (side, side)

  template <class Visitor>
  void visit(Visitor& v) {
    v(inputs, weights, rest, bias, z, incoming);
  }
};

/// All masks of the small network at once.
struct Masks {
  Matrix chances;  ///< (32, 32): of the true class with mask 32 · row + column
  /// Of each class: the renormalised geometric mean, the whole network with its weights scaled, the mean.
  std::vector<float> geometric, scaled, arithmetic;
  float geometric_gap = 0;    ///< largest |geometric − scaled|: must be 0 with one hidden layer
  float next_difference = 0;  ///< largest |mean of the next pre-activations − the whole's|: must be 0
  float output_gap = 0;       ///< largest |mean of the logits − the whole's|: 0 with one hidden layer only
  // Of the mask that is looked at.
  float weight = 0;                  ///< its probability
  std::vector<float> hidden;         ///< of the units, before the mask
  std::vector<float> outgoing;       ///< weights from them to the next pre-activation's first, or the truth's
  float outgoing_bias = 0, sum = 0;  ///< the sum that they make
  std::vector<float> thin_chances;   ///< of each class

  template <class Visitor>
  void visit(Visitor& v) {
    v(chances, geometric, scaled, arithmetic, geometric_gap, next_difference, output_gap, weight, hidden,
      outgoing, outgoing_bias, sum, thin_chances);
  }
};

struct ThinNets {
  std::vector<float> counts, errors;  ///< test error of the mean of so many
  float single = 0;                   ///< mean error of one alone
  float scaled = 0;                   ///< of the whole network

  template <class Visitor>
  void visit(Visitor& v) {
    v(counts, errors, single, scaled);
  }
};

/// How much units depend on each other, of both networks.
struct UnitsPicture {
  std::vector<Matrix> correlation;         ///< of the second hidden layer's first units, on test images
  std::vector<float> mean;                 ///< |ρ| over all pairs
  std::vector<std::vector<float>> robust;  ///< test error with 0, 0.1 … 0.9 of the units off
  std::vector<float> own_error;            ///< with the reader's mask
  int off = 0;                             ///< units that the reader has switched off

  template <class Visitor>
  void visit(Visitor& v) {
    v(correlation, mean, robust, own_error, off);
  }
};

/// What becomes of a variance on its way through dropout and batch norm.
struct ShiftPicture {
  std::vector<float> keep, measured;  ///< standard deviation of batch norm's output in evaluation, x ~ N(0,1)
  std::vector<float> layers;          ///< the same of every norm of every network, before γ and β
  std::vector<float> predicted;       ///< from means and variances of the values that are dropped
  float mean = 0, variance = 0, running = 0;  ///< of the chosen unit

  template <class Visitor>
  void visit(Visitor& v) {
    v(keep, measured, layers, predicted, mean, variance, running);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  std::vector<NetPicture> nets;
  std::vector<float> input;  ///< (side, side)
  int truth = -1;            ///< −1: the reader's own
  std::vector<MaskPicture> masks;
  std::vector<float> thin_chances;  ///< of the network with those masks
  float identity = 0;               ///< what must be 0 of the masks: see picture.cpp
  UnitSum sum;
  Masks ensemble;
  ThinNets thin;
  UnitsPicture units;
  ShiftPicture shift;
  std::vector<std::int64_t> parameters;  ///< of each network
  demo::TrialPicture trial;              ///< arms: test loss, test error

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, nets, input, truth, masks, thin_chances, identity, sum, ensemble, thin, units, shift, parameters,
      trial);
  }
};

// Actions:
//   "trial"    begins it; the next steps carry it out
//   "unit"     numbers: layer, unit (from 0), on (0 or 1): the reader's own mask
//   "restore"  all units are on again

}  // namespace madang::demos::dropout
