#pragma once

#include <cstdint>
#include <vector>

namespace madang {

/// Sizes of what goes from layer to layer for one example: features in places, (channels, height, width).
/// Vectors have one place, sequences one row of them.
struct Volume {
  int channels = 1;
  int height = 1;
  int width = 1;

  int area() const { return height * width; }
  int size() const { return channels * area(); }
  friend bool operator==(const Volume&, const Volume&) = default;
};

/// What a layer costs and sees, computed from its sizes alone. A kernel k over a map whose neighbours are j
/// pixels apart widens the field by (k − 1) j (Dumoulin & Visin 2016 have the sizes; Araujo et al. 2019,
/// eq. 2 the fields).
struct Cost {
  Volume out = {};
  std::int64_t parameters = 0;     // weights, biases, γ and β of norms
  std::int64_t multiply_adds = 0;  // of convolutions and dense layers, for one example, forwards
  int field = 1;  // receptive field: side of the square of places that one number can depend on
  int jump = 1;   // places between the squares of neighbours
  int depth = 0;  // layers with weights on the longest way through: how the literature counts

  /// Of this layer and then the next.
  Cost then(const Cost& next) const;
  /// Of two ways side by side, their channels one after the other.
  Cost beside(const Cost& other) const;
};

/// Of layers one after the other, each of which says its own.
template <class... Layers>
Cost cost_through(const Volume& in, const Layers&... layers) {
  Cost cost{.out = in};
  ((cost = cost.then(layers.cost(cost.out))), ...);
  return cost;
}

/// The receptive field of the last layer that still has places: behind it everything is seen.
/// costs: of Sequential::costs; 1 where no layer has places.
int spatial_field(const std::vector<Cost>& costs);

}  // namespace madang
