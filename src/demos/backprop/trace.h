#pragma once

#include <array>
#include <vector>

#include "core/matrix.h"
#include "demos/backprop/difference.h"
#include "demos/backprop/experiment.h"
#include "demos/backprop/network.h"

namespace madang::demos::backprop {

/// One point's whole way through the network and back, with the weights as they were: what step mode uncovers
/// piece by piece.
class Trace {
 public:
  Trace(const Network& network, const std::array<float, 2>& input, int label);

  struct Layer {
    Matrix weight;
    std::vector<float> bias, z, a, delta;
    Matrix gradient;  // of the weights; that of the bias is delta
  };
  const std::vector<Layer>& layers() const { return layers_; }
  const std::vector<float>& input() const { return input_; }
  const std::vector<float>& target() const { return target_; }
  float error() const { return error_; }
  const Gradients& gradients() const { return gradients_; }

  /// The arithmetic of one weight, counted from 1 (`from` 0 is the bias); without what hangs on δ when
  /// `delta_known` is false.
  Chain chain(int layer, int to, int from, bool delta_known) const;

  struct Check {
    int weights = 0;
    int kinks = 0;
    double largest_relative_error = 0;
  };
  /// Every gradient against its central difference.
  Check check_all() const;

 private:
  float gradient(int layer, int to, int from) const;
  float slope(int layer, int unit) const;
  void fill_delta(Chain& chain) const;

  Architecture architecture_;
  std::vector<Layer> layers_;
  std::vector<float> input_;
  std::vector<float> target_;
  float error_ = 0;
  Gradients gradients_;
  Difference difference_;
};

}  // namespace madang::demos::backprop
