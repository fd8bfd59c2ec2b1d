#include "data/plane.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "core/error.h"
#include "core/tensor_matrix.h"

namespace madang::data {

using Numbers = std::vector<float>;
using Labels = std::vector<std::int32_t>;

namespace {

Points three() {
  Points points;
  points.add(1, 10, 0);
  points.add(2, 10, 1);
  points.add(6, 40, 0);
  return points;
}

}  // namespace

TEST_CASE("batch_of: a row for each point, or for each chosen one") {
  const PlaneBatch all = batch_of(three());
  CHECK(numbers_of(all.inputs) == Numbers{1, 10, 2, 10, 6, 40});
  CHECK(all.labels == Labels{0, 1, 0});
  const PlaneBatch some = batch_of(three(), Labels{2, 1});
  CHECK(some.inputs.shape() == Shape{2, 2});
  CHECK(numbers_of(some.inputs) == Numbers{6, 40, 2, 10});
  CHECK(some.labels == Labels{0, 1});
  CHECK(batch_of(Points()).inputs.shape() == Shape{0, 2});
}

TEST_CASE("standardise: mean 0 and variance 1 in each coordinate, labels as they were") {
  Points points = three();
  standardise(points);
  for (const auto& values : {points.x, points.y}) {
    CHECK(std::accumulate(values.begin(), values.end(), 0.f) == doctest::Approx(0));
    CHECK(std::inner_product(values.begin(), values.end(), values.begin(), 0.f) == doctest::Approx(3));
  }
  CHECK(points.y[2] == doctest::Approx(std::sqrt(2.f)));  // 10, 10, 40: mean 20, deviation √200
  CHECK(points.label == three().label);
}

TEST_CASE("grid: from the lower left to the upper right corner, row by row") {
  CHECK(numbers_of(grid(2, 1.5f)) == Numbers{-1.5f, -1.5f, 1.5f, -1.5f, -1.5f, 1.5f, 1.5f, 1.5f});
  const Matrix places = matrix_of(grid(3, 2));
  CHECK(places.rows == 9);
  CHECK(places.at(4, 0) == 0);  // the middle
  CHECK(places.at(4, 1) == 0);
}

TEST_CASE("decision_field: the probability of class 1 of two, else the likeliest and its probability") {
  const Numbers ones = {0.1f, 0.9f, 0.4f, 0.6f};
  const DecisionField one = decision_field(Tensor::from(Shape{4, 1}, ones), 2);
  CHECK(one.probability.values == ones);
  CHECK(one.label.empty());
  const DecisionField two =
      decision_field(Tensor::from(Shape{4, 2}, {0.9f, 0.1f, 0.1f, 0.9f, 0.6f, 0.4f, 0.4f, 0.6f}), 2);
  CHECK(two.probability.values == ones);
  CHECK(two.label.empty());
  const DecisionField three = decision_field(Tensor::from(Shape{1, 3}, {0.2f, 0.1f, 0.7f}), 1);
  CHECK(three.probability.values == Numbers{0.7f});
  CHECK(three.label.values == Numbers{2});
  CHECK_THROWS_AS(decision_field(Tensor(Shape{3, 2}), 2), Error);
}

}  // namespace madang::data
