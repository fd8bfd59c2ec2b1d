#pragma once

#include <cstdint>

#include "demo/history.h"
#include "demo/thinning.h"
#include "demos/attention/experiment.h"
#include "demos/attention/recall_model.h"

namespace madang::demos::attention {

/// The curves of a training run: at most a few hundred points, evenly spaced however long it runs.
class History {
 public:
  bool due(std::uint64_t steps) const { return thinning_.due(steps); }
  void add(std::uint64_t steps, const RecallScore& score);
  void fill(Learning& picture) const;
  std::vector<demo::Curve> curves() const;

 private:
  demo::Thinning thinning_{5};
  std::vector<float> steps_, loss_, accuracy_, right_weight_;
  std::vector<float> head_weights_;
};

}  // namespace madang::demos::attention
