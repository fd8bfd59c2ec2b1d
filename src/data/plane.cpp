#include "data/plane.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "core/error.h"

namespace madang::data {

namespace {

void standardise(std::vector<float>& values) {
  double mean = 0, square = 0;
  for (const float v : values) mean += v;
  mean /= static_cast<double>(values.size());
  for (const float v : values) square += (v - mean) * (v - mean);
  const double deviation = std::sqrt(square / static_cast<double>(values.size()));
  for (float& v : values) v = static_cast<float>((v - mean) / deviation);
}

}  // namespace

PlaneBatch batch_of(const Points& points) {
  std::vector<std::int32_t> all(points.size());
  std::iota(all.begin(), all.end(), 0);
  return batch_of(points, all);
}

PlaneBatch batch_of(const Points& points, std::span<const std::int32_t> chosen) {
  PlaneBatch batch{Tensor::uninitialized({static_cast<int>(chosen.size()), 2}), {}};
  batch.labels.reserve(chosen.size());
  float* values = batch.inputs.mutable_data();
  for (const std::int32_t number : chosen) {
    const auto i = static_cast<std::size_t>(number);
    *values++ = points.x[i];
    *values++ = points.y[i];
    batch.labels.push_back(points.label[i]);
  }
  return batch;
}

void standardise(Points& points) {
  standardise(points.x);
  standardise(points.y);
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

DecisionField decision_field(const Tensor& probabilities, int size) {
  const Shape& shape = probabilities.shape();
  if (shape.rank() != 2 || shape[0] != size * size)
    throw Error("decision_field: " + shape.to_string() + " for a grid of " + std::to_string(size) +
                " places a side");
  const auto classes = static_cast<std::size_t>(shape[1]);
  const bool two = classes <= 2;
  DecisionField field{{size, size, {}}, {}};
  if (!two) field.label = {size, size, {}};
  for (std::size_t i = 0; i < probabilities.size(); i += classes) {
    const auto row = probabilities.values().subspan(i, classes);
    const auto largest = std::ranges::max_element(row);
    field.probability.values.push_back(two ? row.back() : *largest);
    if (!two) field.label.values.push_back(static_cast<float>(largest - row.begin()));
  }
  return field;
}

}  // namespace madang::data
