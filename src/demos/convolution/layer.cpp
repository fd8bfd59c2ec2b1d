#include "demos/convolution/layer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "autograd/ops_pool.h"
#include "core/tensor_matrix.h"
#include "demos/convolution/source.h"
#include "train/update.h"

namespace madang::demos::convolution {

namespace {

constexpr float seen = 0.1f;  // of the largest value: less is background
constexpr float kept = 0.1f;  // of the largest value: a cell that changes by less stays as it was

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

Matrix rectified(Matrix map) {
  for (float& v : map.values) v = std::max(v, 0.f);
  return map;
}

float kept_share(const Matrix& before, const Matrix& after) {
  const float scale =
      std::max(train::largest_magnitude(before.values), train::largest_magnitude(after.values));
  int active = 0, same = 0;
  for (std::size_t i = 0; i < before.values.size(); ++i) {
    const float a = before.values[i], b = after.values[i];
    if (std::max(std::abs(a), std::abs(b)) <= seen * scale) continue;
    ++active;
    same += std::abs(a - b) <= kept * scale;
  }
  return active > 0 ? static_cast<float>(same) / static_cast<float>(active) : -1.f;
}

/// Whether every tap of output `o` reads what the picture had before it moved by `shift`, and the output that
/// it is compared with did so too.
bool inside(const Geometry& g, int o, int shift) {
  const int first = g.input(o, 0), last = g.input(o, g.size - 1);
  return first >= std::max(0, shift) && last < side + std::min(0, shift);
}

void compare(ShiftPicture& result, const Matrix& before, const Geometry& g, Shift shift) {
  result.whole = shift.right % g.stride == 0 && shift.down % g.stride == 0;
  const int rows = shift.down / g.stride, columns = shift.right / g.stride;
  for (int row = 0; row < before.rows; ++row)
    for (int column = 0; column < before.columns; ++column) {
      const int r = row - rows, c = column - columns;
      if (r < 0 || c < 0 || r >= before.rows || c >= before.columns) continue;
      if (!inside(g, row, shift.down) || !inside(g, column, shift.right)) continue;
      ++result.compared;
      result.largest_difference =
          std::max(result.largest_difference, std::abs(result.map.at(row, column) - before.at(r, c)));
    }
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

Conv2d layer_of(const Variable& weights, const Geometry& g) {
  return Conv2d(weights, {}, {.stride = g.stride, .padding = g.padding, .dilation = g.dilation});
}

Matrix map_of(const Tensor& picture, const Tensor& weights, const Geometry& geometry) {
  const NoRecording off;
  return matrix_of(layer_of(constant(weights), geometry)(constant(picture)).value());
}

double defined_output(const Tensor& picture, const Tensor& weights, const Geometry& g, int row, int column) {
  const auto x = picture.values();
  const auto w = weights.values();
  double sum = 0;
  for (int channel = 0; channel < picture.shape()[1]; ++channel)
    for (int i = 0; i < g.size; ++i)
      for (int j = 0; j < g.size; ++j) {
        const int from_row = g.input(row, i), from_column = g.input(column, j);
        if (from_row < 0 || from_row >= side || from_column < 0 || from_column >= side) continue;
        sum += static_cast<double>(w[static_cast<std::size_t>((channel * g.size + i) * g.size + j)]) *
               static_cast<double>(
                   x[static_cast<std::size_t>((channel * side + from_row) * side + from_column)]);
      }
  return sum;
}

float definition_difference(const Matrix& map, const Tensor& picture, const Tensor& weights,
                            const Geometry& geometry) {
  double found = 0;
  for (int row = 0; row < map.rows; ++row)
    for (int column = 0; column < map.columns; ++column)
      found = std::max(found, std::abs(static_cast<double>(map.at(row, column)) -
                                       defined_output(picture, weights, geometry, row, column)));
  return static_cast<float>(found);
}

Pooled pool(const Matrix& map, int window, float alpha) {
  const NoRecording off;
  Pooled pooled;
  pooled.rectified = rectified(map);
  const Variable x = constant(tensor_of(pooled.rectified).reshaped({1, 1, map.rows, map.columns}));
  pooled.global = global_average_pool(x).item();
  const int size = std::min(window, map.rows);
  pooled.maximum = matrix_of(max_pool2d(x, size).value());
  pooled.average = matrix_of(average_pool2d(x, size).value());
  pooled.mixed = matrix_of(mixed_pool2d(x, constant(Tensor::scalar(alpha)), size).value());
  return pooled;
}

ShiftPicture shift_of(const Tensor& picture, const Tensor& weights, const Settings& settings, Shift shift) {
  const Geometry geometry = settings.geometry();
  const Matrix before = map_of(picture, weights, geometry);
  const Tensor moved = shifted(picture, shift.right, shift.down);
  ShiftPicture result;
  result.image = numbers_of(moved);
  result.map = map_of(moved, weights, geometry);
  const Pooled pooled = pool(before, settings.pool, settings.alpha);
  result.pooled = pool(result.map, settings.pool, settings.alpha);
  result.kept = {kept_share(pooled.rectified, result.pooled.rectified),
                 kept_share(pooled.maximum, result.pooled.maximum),
                 kept_share(pooled.average, result.pooled.average),
                 kept_share(pooled.mixed, result.pooled.mixed)};
  compare(result, before, geometry, shift);
  return result;
}

Kept kept_nearby(const Tensor& picture, const Tensor& weights, const Settings& settings) {
  constexpr float count = 8;
  Kept mean{0, 0, 0, 0};
  for (int down = -1; down <= 1; ++down)
    for (int right = -1; right <= 1; ++right) {
      if (right == 0 && down == 0) continue;
      const Kept one = shift_of(picture, weights, settings, {right, down}).kept;
      if (one.none < 0) return {};
      mean.none += one.none / count;
      mean.maximum += one.maximum / count;
      mean.average += one.average / count;
      mean.mixed += one.mixed / count;
    }
  return mean;
}

}  // namespace madang::demos::convolution
