#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demo/thinning.h"
#include "demos/rnn/measure.h"
#include "optim/adam.h"

namespace madang::demos::rnn {

/// What is drawn over the updates, thinned out so that it never holds more than a few hundred places.
struct Curves {
  std::vector<float> steps, loss, right, far;

  bool due(std::uint64_t step) const { return thinning_.due(step); }
  void add(std::uint64_t step, const Score& score, float far_share);

 private:
  demo::Thinning thinning_{10};
};

/// One cell with its optimiser.
class NetRun {
 public:
  NetRun(Cell cell, const Settings& settings, const Lesson& lesson, std::uint64_t seed);

  /// The gradient of one batch, not yet used.
  struct Pass {
    Gradients gradients;
    float loss = 0;
    float norm = 0;  // of the whole gradient
  };
  Pass pass(const Lesson& lesson, const Batch& batch) const;
  /// One update of Adam.
  void update(const Pass& pass, const Settings& settings);
  /// pass and update in one: what a claim trains with.
  void step(const Lesson& lesson, const Batch& batch, const Settings& settings) {
    update(pass(lesson, batch), settings);
  }

  /// Where it stands now, onto the curves.
  void record(std::uint64_t step, const Lesson& lesson);
  /// Other weights, in the order of the net.s parameters; the optimiser begins anew.
  void assign(std::span<const Tensor> values, const Settings& settings);

  const CellNet& net() const { return net_; }
  const Curves& curves() const { return curves_; }
  const Reach& first_reach() const { return first_reach_; }

 private:
  CellNet net_;
  Adam optimizer_;
  Curves curves_;
  Reach first_reach_;  // before anything was learned
};

constexpr int reach_rows = 16;  // sequences over which the reach of the gradient is averaged

}  // namespace madang::demos::rnn
