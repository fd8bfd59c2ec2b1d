#pragma once

#include <cstdint>
#include <vector>

#include "demos/cnn/architecture.h"

namespace madang::demos::cnn {

/// Sizes of what goes from layer to layer.
struct Volume {
  int channels = 1;
  int height = side;
  int width = side;
  int area() const { return height * width; }
  int size() const { return channels * area(); }
};

/// What a layer costs and sees; computed from the architecture alone.
struct Cost {
  Volume out;
  std::int64_t parameters = 0;     // weights, biases, γ and β of batch norm
  std::int64_t multiply_adds = 0;  // of convolutions and dense layers, for one picture, forwards
  int field = 1;  // receptive field: side of the square of pixels that one number can depend on
  int jump = 1;   // pixels between the squares of neighbours
};

/// One for each layer. A kernel k over a map whose neighbours are j pixels apart widens the field by
/// (k − 1) j (Dumoulin & Visin 2016 have the sizes; Araujo et al. 2019, eq. 2 the fields).
std::vector<Cost> costs_of(const Architecture& architecture, Volume in = {});

/// Of the whole network; field and size are those of the last layer.
Cost total_of(const std::vector<Cost>& costs);

/// The receptive field of the last layer that still has places: behind it everything is seen.
int field_of(const std::vector<Cost>& costs);

/// Layers with weights on the longest way through: how the literature counts depth.
int depth_of(const Architecture& architecture);

}  // namespace madang::demos::cnn
