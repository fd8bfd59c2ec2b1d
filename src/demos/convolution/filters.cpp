#include "demos/convolution/filters.h"

#include <array>
#include <cmath>

#include "core/error.h"

namespace madang::demos::convolution {

namespace {

using Small = std::array<float, 9>;  // 3 × 3

Small small(Filter filter) {
  switch (filter) {
    case Filter::identity:
      return {0, 0, 0, 0, 1, 0, 0, 0, 0};
    case Filter::sharpen:
      return {0, -1, 0, -1, 5, -1, 0, -1, 0};
    case Filter::sobel_x:
      return {-1, 0, 1, -2, 0, 2, -1, 0, 1};
    case Filter::sobel_y:
      return {-1, -2, -1, 0, 0, 0, 1, 2, 1};
    case Filter::laplacian:
      return {0, 1, 0, 1, -4, 1, 0, 1, 0};
    case Filter::emboss:
      return {-2, -1, 0, -1, 1, 1, 0, 1, 2};
    case Filter::blur:
    case Filter::random:
    case Filter::learned:
      break;
  }
  throw Error("convolution: no filter of 3 × 3");
}

}  // namespace

Tensor weights_of(Filter filter, int channels, int size, Random random) {
  const Shape shape{1, channels, size, size};
  const float taps = static_cast<float>(size * size * channels);
  if (filter == Filter::random) return random.normal(shape, 0, 1 / std::sqrt(taps));
  if (filter == Filter::blur) return Tensor::full(shape, 1 / taps);
  const Small middle = small(filter);
  Tensor weights(shape);
  const auto values = weights.mutable_values();
  const int border = (size - 3) / 2;
  for (int channel = 0; channel < channels; ++channel)
    for (int i = 0; i < 9; ++i)
      values[static_cast<std::size_t>((channel * size + border + i / 3) * size + border + i % 3)] =
          middle[static_cast<std::size_t>(i)] / static_cast<float>(channels);
  return weights;
}

}  // namespace madang::demos::convolution
