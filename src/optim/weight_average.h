#pragma once

#include <vector>

#include "autograd/variable.h"

namespace madang {

/// Averages of parameters over training, kept beside them.
class WeightAverage {
 public:
  /// a ← β a + (1 − β) p, starting at the present values (Polyak & Juditsky 1992; Tarvainen & Valpola 2017).
  static WeightAverage exponential(std::vector<Variable> parameters, float decay = 0.999f);
  /// The mean of the values at all updates (SWA: Izmailov et al. 2018, section 3.2).
  static WeightAverage equal(std::vector<Variable> parameters);

  /// Takes the present values in.
  void update();
  /// Swaps averages and parameters: once to try the averages out, again to go on training.
  void exchange();
  const std::vector<Tensor>& values() const { return averages_; }
  int updates() const { return updates_; }

 private:
  WeightAverage(std::vector<Variable> parameters, float decay);

  std::vector<Variable> parameters_;
  std::vector<Tensor> averages_;
  float decay_;  // negative: all updates weigh the same
  int updates_ = 0;
};

}  // namespace madang
