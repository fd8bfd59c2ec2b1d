#pragma once

#include <cstdint>

#include "demo/curve.h"
#include "demos/attention/experiment.h"
#include "demos/attention/recall_model.h"

namespace madang::demos::attention {

/// The curves of a training run: at most a few hundred points, evenly spaced however long it runs.
class History {
 public:
  bool due(std::uint64_t steps) const { return steps % every_ == 0; }
  void add(std::uint64_t steps, const RecallScore& score);
  void fill(Learning& picture) const;
  std::vector<demo::Curve> curves() const;

 private:
  std::uint64_t every_ = 5;  // steps between two points
  std::vector<float> steps_, loss_, accuracy_, right_weight_;
  std::vector<float> head_weights_;
};

}  // namespace madang::demos::attention
