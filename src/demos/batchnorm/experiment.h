#pragma once

#include <cstdint>
#include <vector>

#include "demo/trial.h"
#include "demos/batchnorm/picture.h"
#include "demos/batchnorm/settings.h"

namespace madang::demos::batchnorm {

/// One of the networks, which learn from the same batches.
struct NetPicture {
  float loss = 0;         ///< cross-entropy, mean over some 20 batches
  float test_loss = 0;    ///< at the last look
  float test_error = 0;   ///< share of the test images
  bool stands = false;    ///< it has had time, and its loss is that of guessing
  bool diverged = false;  ///< and stays as it was before
  std::uint64_t updates = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, test_loss, test_error, stands, diverged, updates);
  }
};

struct Snapshot {
  std::uint64_t step = 0;
  std::vector<NetPicture> nets;  ///< in the order of Norm
  std::vector<Inside> inside;    ///< of each, on that page
  Calculation calculation;       ///< on the page of the batch
  Checks checks;                 ///< on both
  bool edited = false;           ///< the reader has changed a cell
  demo::TrialPicture rates;      ///< trial_norms × trial_rates: test loss, test error
  demo::TrialPicture batches;    ///< trial_norms × trial_batches, likewise

  template <class Visitor>
  void visit(Visitor& v) {
    v(step, nets, inside, calculation, checks, edited, rates, batches);
  }
};

// Actions:
//   "rates", "batches"   begins that trial, which the next steps carry out
//   "cell"               numbers: row, unit (from 0), value: changes a number of the batch that is shown
//   "restore"            takes all such changes back

}  // namespace madang::demos::batchnorm
