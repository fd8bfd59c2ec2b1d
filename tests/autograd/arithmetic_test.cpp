#include <cmath>
#include <limits>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_select.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("a quotient by a number whose inverse overflows") {
  const Variable y = constant(Tensor::from({3}, {0, 1e-42f, 1})) / 1e-42f;
  CHECK(y.value().values()[0] == 0.0f);
  CHECK(y.value().values()[1] == 1.0f);
  CHECK(std::isinf(y.value().values()[2]));
}

namespace {

/// Pairs that are equal, broadcast to the right, to the left, both ways, from a scalar, and of odd sizes.
const std::vector<std::pair<Shape, Shape>> pairs = {
    {{3, 4}, {3, 4}}, {{3, 4}, {4}},       {{5}, {2, 5}},          {{3, 1}, {1, 4}}, {{2, 3}, {}},
    {{}, {}},         {{2, 1, 3}, {5, 1}}, {{2, 3, 2}, {2, 1, 2}}, {{7}, {1}},       {{1, 1}, {3, 1, 2}},
};

}  // namespace

TEST_CASE("derivatives of operations on two operands, broadcasting either way") {
  Random random(11);
  for (const auto& [a, b] : pairs) {
    const Points points{random.uniform(a, -1, 1), random.uniform(b, 0.6f, 1.6f)};
    check_gradients(
        "add", [](auto& v) { return v[0] + v[1]; }, points);
    check_gradients(
        "subtract", [](auto& v) { return v[0] - v[1]; }, points);
    check_gradients(
        "multiply", [](auto& v) { return v[0] * v[1]; }, points);
    check_gradients(
        "divide", [](auto& v) { return v[0] / v[1]; }, points);
  }
  for (const auto& [a, b] : pairs) {
    const Points points{away_from_kinks(a, random), Tensor(b)};
    check_gradients(
        "maximum", [](auto& v) { return maximum(v[0], v[1]); }, points);
    check_gradients(
        "minimum", [](auto& v) { return minimum(v[0], v[1]); }, points);
    const Tensor condition = random.uniform(a, -1, 1).size() == 1 ? Tensor::scalar(1) : Tensor::full({1}, 0);
    check_gradients(
        "where", [&](auto& v) { return where(condition, v[0], v[1]); }, points);
  }
}

TEST_CASE("derivatives of operations on one operand") {
  Random random(12);
  for (const Shape& shape : {Shape{}, Shape{7}, Shape{2, 3, 2}}) {
    const Points any{random.uniform(shape, -1.5f, 1.5f)};
    const Points positive{random.uniform(shape, 0.5f, 2.0f)};
    const Points kinks{away_from_kinks(shape, random)};
    check_gradients(
        "add scalar", [](auto& v) { return 2.0f + v[0] - 1.0f; }, any);
    check_gradients(
        "multiply scalar", [](auto& v) { return 3.0f * v[0] / 2.0f; }, any);
    check_gradients(
        "scalar minus", [](auto& v) { return 2.0f - v[0]; }, any);
    check_gradients(
        "scalar over", [](auto& v) { return 2.0f / v[0]; }, positive);
    check_gradients(
        "negate", [](auto& v) { return -v[0]; }, any);
    check_gradients(
        "exp", [](auto& v) { return exp(v[0]); }, any);
    check_gradients(
        "log", [](auto& v) { return log(v[0]); }, positive);
    check_gradients(
        "sqrt", [](auto& v) { return sqrt(v[0]); }, positive);
    check_gradients(
        "square", [](auto& v) { return square(v[0]); }, any);
    check_gradients(
        "pow 2.5", [](auto& v) { return pow(v[0], 2.5f); }, positive);
    check_gradients(
        "pow 3", [](auto& v) { return pow(v[0], 3.0f); }, any);
    check_gradients(
        "sin", [](auto& v) { return sin(v[0]); }, any);
    check_gradients(
        "cos", [](auto& v) { return cos(v[0]); }, any);
    check_gradients(
        "abs", [](auto& v) { return abs(v[0]); }, kinks);
    check_gradients(
        "clamp", [](auto& v) { return clamp(v[0], -0.33f, 0.21f); }, kinks);
  }
}

TEST_CASE("a variable used twice collects both gradients") {
  Random random(13);
  check_gradients("x * x + x", [](auto& v) { return v[0] * v[0] + v[0]; }, {random.uniform({3}, -1, 1)});
  const Variable x = parameter(Tensor::scalar(0.0f));
  CHECK(backward(pow(x, 0.0f)).of(x).item() == 0.0f);
}

TEST_CASE("where chooses, so that the other side's infinity does no harm") {
  const Variable x = parameter(Tensor::from({2}, {-1, 4}));
  const Tensor positive = Tensor::from({2}, {0, 1});
  const Variable y = where(positive, sqrt(x), constant(Tensor::scalar(0)));
  CHECK(y.value().values()[0] == 0.0f);
  CHECK(y.value().values()[1] == 2.0f);
}

TEST_CASE("stop_gradient keeps the value and cuts the graph") {
  const Variable x = parameter(Tensor::scalar(3.0f));
  const Variable y = stop_gradient(x) * x;
  CHECK(y.item() == 9.0f);
  CHECK(backward(y).of(x).item() == 3.0f);
}

TEST_CASE("NaN is passed on") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const Variable x = constant(Tensor::scalar(nan));
  const Variable one = constant(Tensor::scalar(1.0f));
  for (const Variable& y : {x + one, x * one, maximum(x, one), maximum(one, x), minimum(x, one),
                            minimum(one, x), abs(x), clamp(x, 0, 1), exp(x), log(x), sqrt(x), square(x)}) {
    CHECK(std::isnan(y.item()));
  }
}

TEST_CASE("shapes that do not fit are named") {
  const Variable a = constant(Tensor({2, 3})), b = constant(Tensor({2})), c = constant(Tensor({3, 2}));
  CHECK_THROWS_WITH_AS(a + b, "add: shapes do not fit: (2, 3) and (2)", Error);
  CHECK_THROWS_WITH_AS(a - c, "subtract: shapes do not fit: (2, 3) and (3, 2)", Error);
  CHECK_THROWS_WITH_AS(a * b, "multiply: shapes do not fit: (2, 3) and (2)", Error);
  CHECK_THROWS_WITH_AS(a / b, "divide: shapes do not fit: (2, 3) and (2)", Error);
  CHECK_THROWS_WITH_AS(maximum(a, b), "maximum: shapes do not fit: (2, 3) and (2)", Error);
  CHECK_THROWS_WITH_AS(where(Tensor({2}), a, a), "where: shapes do not fit: (2, 3) and (2)", Error);
  CHECK_THROWS_AS(clamp(a, 1, 0), Error);
}
