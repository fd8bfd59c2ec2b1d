#pragma once

#include <cstdint>
#include <vector>

#include "demo/trial.h"
#include "demos/batchnorm/picture.h"
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
