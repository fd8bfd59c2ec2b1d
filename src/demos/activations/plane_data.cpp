#include "demos/activations/plane_data.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.h"
#include "data/patterns.h"

namespace madang::demos::activations {

namespace {

Points points_of(Data data, Random& random) {
  const auto make = [&](Pattern pattern, int classes) {
    return make_points(pattern, {.count = point_count, .noise = 0.05f, .classes = classes}, random);
  };
  switch (data) {
    case Data::circles:
      return make(Pattern::circles, 2);
    case Data::moons:
      return make(Pattern::moons, 2);
    case Data::spiral:
      return make(Pattern::spiral, 2);
    case Data::exclusive_or:
      return make(Pattern::exclusive_or, 2);
    case Data::blobs:
      return make(Pattern::blobs, 4);
  }
  throw Error("plane data: no such pattern");
}

void standardise(std::vector<float>& values) {
  double mean = 0, square = 0;
  for (const float v : values) mean += v;
  mean /= static_cast<double>(values.size());
  for (const float v : values) square += (v - mean) * (v - mean);
  const double deviation = std::sqrt(square / static_cast<double>(values.size()));
  for (float& v : values) v = static_cast<float>((v - mean) / deviation);
}

}  // namespace

PlaneData::PlaneData(Data data, Random random)
    : points(points_of(data, random)), order_random_(random), order_(points.size()) {
  standardise(points.x);
  standardise(points.y);
  std::iota(order_.begin(), order_.end(), 0);
  position_ = 0;
  all = next(point_count);
  position_ = order_.size();
}

std::vector<std::int32_t> PlaneData::next_numbers(int rows) {
  const std::size_t wanted = std::min(static_cast<std::size_t>(rows), order_.size());
  if (position_ + wanted > order_.size()) {
    order_random_.shuffle(std::span(order_));
    position_ = 0;
  }
  const auto first = order_.begin() + static_cast<std::ptrdiff_t>(position_);
  position_ += wanted;
  return {first, first + static_cast<std::ptrdiff_t>(wanted)};
}

Batch PlaneData::next(int rows) {
  const auto numbers = next_numbers(rows);
  Batch batch{Tensor::uninitialized({static_cast<int>(numbers.size()), 2}), {}};
  float* values = batch.inputs.mutable_data();
  for (const auto number : numbers) {
    const auto point = static_cast<std::size_t>(number);
    *values++ = points.x[point];
    *values++ = points.y[point];
    batch.labels.push_back(points.label[point]);
  }
  return batch;
}

Tensor grid(int size, float reach) {
  Tensor places = Tensor::uninitialized({size * size, 2});
  float* values = places.mutable_data();
  const auto place = [&](int i) {
    return reach * (2 * static_cast<float>(i) / static_cast<float>(size - 1) - 1);
  };
  for (int row = 0; row < size; ++row)
    for (int column = 0; column < size; ++column) {
      *values++ = place(column);
      *values++ = place(row);
    }
  return places;
}

}  // namespace madang::demos::activations
