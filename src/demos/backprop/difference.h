#pragma once

#include <array>
#include <vector>

#include "core/finite_difference.h"
#include "demos/backprop/network.h"

namespace madang::demos::backprop {

/// The same network once more, in plain double precision and without the engine: the independent witness
/// against which every gradient is held.
class Difference {
 public:
  /// Copies the weights as they are now and walks one point through them.
  Difference(const Network& network, const std::array<float, 2>& input, int label);

  double error() const { return error_of(a_.back(), z_.back()); }

  /// Of E by one weight; `from` −1 is the bias. All counted from 0.
  FiniteDifference by_weight(int layer, int to, int from) const;

 private:
  struct Layer {
    int inputs;
    int units;
    std::vector<double> weight;  // (units, inputs)
    std::vector<double> bias;
  };
  using Values = std::vector<double>;

  static void sums(const Layer& layer, const Values& inputs, Values& z);
  void activations(std::size_t layer, const Values& z, Values& a) const;
  double error_of(const Values& predictions, const Values& z) const;
  /// E when z of one unit is changed by `amount`: a change of a weight by h changes z by h times its input.
  double error_with(std::size_t layer, std::size_t unit, double amount) const;

  Architecture architecture_;
  std::vector<Layer> layers_;
  Values input_;
  Values target_;
  std::vector<Values> z_;
  std::vector<Values> a_;
};

}  // namespace madang::demos::backprop
