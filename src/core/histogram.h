#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace madang {

/// How many values lie in each of equally wide bins: small enough for a snapshot, however many values there
/// are. Made by the experiment, drawn by ui::histogram.
struct Histogram {
  float low = 0.f;   ///< where the first bin begins
  float high = 1.f;  ///< where the last one ends; it belongs to the last bin
  std::vector<float> counts;
  float below = 0.f;    ///< values under `low`
  float above = 0.f;    ///< values over `high`
  float missing = 0.f;  ///< values that are no numbers

  bool empty() const { return counts.empty(); }

  template <class Visitor>
  void visit(Visitor& v) {
    v(low, high, counts, below, above, missing);
  }
};

/// Throws Error for less than one bin or an empty range. One fixed range for all layers and all steps makes
/// histograms comparable.
///   picture.activations.push_back(histogram_of(layer.values(), -1.f, 1.f, 40));
Histogram histogram_of(std::span<const float> values, float low, float high, int bins);
/// The range is that of the finite values, a little widened where all are equal.
Histogram histogram_of(std::span<const float> values, int bins);

}  // namespace madang
