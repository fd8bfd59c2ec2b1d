#include "autograd/ops_matmul.h"

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

/// The last two axes swapped where the flag says so.
Shape stored(Shape shape, bool transposed) {
  const int rank = shape.rank();
  if (transposed) std::swap(shape[rank - 1], shape[rank - 2]);
  return shape;
}

}  // namespace

TEST_CASE("derivatives of matmul, transposed or not, with batches that broadcast") {
  Random random(51);
  const std::vector<std::pair<Shape, Shape>> pairs = {
      {{2, 3}, {3, 4}},    {{1, 3}, {3, 1}},          {{2, 2, 3}, {2, 3, 4}}, {{3, 2, 3}, {3, 2}},
      {{2, 3}, {3, 3, 2}}, {{2, 1, 2, 3}, {3, 3, 2}}, {{1, 2, 3}, {2, 3, 1}},
  };
  for (const auto& [a, b] : pairs) {
    for (const Transpose transpose :
         {Transpose{}, Transpose{.b = true}, Transpose{.a = true}, Transpose{true, true}}) {
      const Points points{random.uniform(stored(a, transpose.a), -1, 1),
                          random.uniform(stored(b, transpose.b), -1, 1)};
      check_gradients(
          "matmul", [=](auto& v) { return matmul(v[0], v[1], transpose); }, points);
    }
  }
}

TEST_CASE("matmul of a batch equals the products of its matrices") {
  Random random(52);
  const Tensor a = random.uniform({2, 1, 3, 4}, -1, 1), b = random.uniform({5, 4, 2}, -1, 1);
  const Tensor y = matmul(constant(a), constant(b)).value();
  REQUIRE(y.shape() == Shape{2, 5, 3, 2});
  for (std::size_t i = 0; i < y.size(); ++i) {
    const std::size_t column = i % 2, row = i / 2 % 3, b_batch = i / 6 % 5, a_batch = i / 30;
    double expected = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      expected += static_cast<double>(a.data()[(a_batch * 3 + row) * 4 + k]) *
                  b.data()[(b_batch * 4 + k) * 2 + column];
    }
    CHECK(y.data()[i] == doctest::Approx(expected).epsilon(1e-5));
  }
}

TEST_CASE("derivatives of linear for any number of axes in front") {
  Random random(53);
  for (const Shape& x : {Shape{3}, Shape{1, 3}, Shape{5, 3}, Shape{2, 4, 3}}) {
    const Points points{random.uniform(x, -1, 1), random.uniform({2, 3}, -1, 1), random.uniform({2}, -1, 1)};
    check_gradients(
        "linear", [](auto& v) { return linear(v[0], v[1], v[2]); }, points);
    check_gradients("linear without bias", [](auto& v) { return linear(v[0], v[1]); },
                    {points[0], points[1]});
  }
  const Variable y =
      linear(constant(Tensor::from({1, 2}, {1, 2})), constant(Tensor::from({2, 2}, {3, 4, 5, 6})),
             constant(Tensor::from({2}, {0.5f, -0.5f})));
  CHECK(y.value().values()[0] == 11.5f);
  CHECK(y.value().values()[1] == 16.5f);
}

TEST_CASE("matrices that do not fit are named") {
  const auto zeros = [](const Shape& shape) { return constant(Tensor(shape)); };
  CHECK_THROWS_WITH_AS(matmul(zeros({2, 3}), zeros({2, 3})), "matmul: inner sizes differ: (2, 3) and (2, 3)",
                       Error);
  CHECK_THROWS_WITH_AS(matmul(zeros({2, 3}), zeros({3, 2}), {.b = true}),
                       "matmul: inner sizes differ (second transposed): (2, 3) and (3, 2)", Error);
  CHECK_THROWS_WITH_AS(matmul(zeros({2, 2, 3}), zeros({3, 3, 2})), "matmul: shapes do not fit: (2) and (3)",
                       Error);
  CHECK_THROWS_AS(matmul(zeros({3}), zeros({3, 2})), Error);
  CHECK_THROWS_WITH_AS(linear(zeros({2, 3}), zeros({4, 2})),
                       "linear: input (…, in) and weight (out, in) do not fit: (2, 3) and (4, 2)", Error);
  CHECK_THROWS_AS(linear(zeros({2, 3}), zeros({4, 3}), zeros({3})), Error);
  CHECK_THROWS_AS(linear(zeros({2, 3}), zeros({4, 3}), zeros({1})), Error);
  CHECK(matmul(zeros({0, 3}), zeros({3, 2})).shape() == Shape{0, 2});
}
