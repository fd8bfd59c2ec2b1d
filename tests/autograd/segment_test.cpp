#include "autograd/ops_segment.h"

#include "autograd/ops_softmax.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

const std::vector<std::int32_t> segments{2, 0, 2, 4, 0, 2, 0};  // 1 and 3 are empty

std::vector<float> numbers(const Variable& x) {
  return {x.value().values().begin(), x.value().values().end()};
}

}  // namespace

TEST_CASE("segments: derivatives") {
  Random random(141);
  for (const Shape& shape : {Shape{7}, Shape{7, 3}, Shape{7, 2, 2}}) {
    const Points smooth{random.uniform(shape, -1, 1)};
    check_gradients(
        "segment_sum", [](auto& v) { return segment_sum(v[0], segments, 5); }, smooth);
    check_gradients(
        "segment_mean", [](auto& v) { return segment_mean(v[0], segments, 5); }, smooth);
    check_gradients(
        "segment_softmax", [](auto& v) { return segment_softmax(v[0], segments, 5); }, smooth);
    check_gradients("segment_max", [](auto& v) { return segment_max(v[0], segments, 5); },
                    {away_from_kinks(shape, random)});
  }
}

TEST_CASE("segments: values, and zeros where a segment is empty") {
  const Variable x = constant(Tensor::from({7}, {1, 2, 3, 4, 5, 6, -7}));
  CHECK(numbers(segment_sum(x, segments, 5)) == std::vector<float>{0, 0, 10, 0, 4});
  CHECK(numbers(segment_max(x, segments, 5)) == std::vector<float>{5, 0, 6, 0, 4});
  CHECK(segment_mean(x, segments, 5).value().data()[2] == doctest::Approx(10.0 / 3));
  const std::vector<std::int32_t> one(7, 0);
  const Tensor all = segment_softmax(x, one, 1).value(), wanted = softmax(x).value();
  for (std::size_t i = 0; i < 7; ++i) CHECK(all.data()[i] == doctest::Approx(wanted.data()[i]));
  CHECK(segment_softmax(constant(Tensor::from({7}, {1000, 1000, 0, 0, 0, 0, 0})), one, 1).value().data()[1] ==
        doctest::Approx(0.5));
  CHECK(segment_sum(constant(Tensor({0, 3})), {}, 2).shape() == Shape{2, 3});
  CHECK(segment_softmax(constant(Tensor({0, 3})), {}, 2).shape() == Shape{0, 3});
}

TEST_CASE("segments: of equal maxima the first gets the gradient") {
  const Variable x = parameter(Tensor::from({3}, {5, 5, 1}));
  CHECK(numbers(backward(sum(segment_max(x, std::vector<std::int32_t>{0, 0, 1}, 2))).of(x)) ==
        std::vector<float>{1, 0, 1});
}

TEST_CASE("segments: numbers that do not fit are named") {
  const Variable x = constant(Tensor({3, 2}));
  const std::vector<std::int32_t> two{0, 1}, outside{0, 1, 2};
  CHECK_THROWS_WITH_AS(segment_sum(x, two, 2),
                       "segment_sum: one segment for each row expected: (3, 2) and (2)", Error);
  CHECK_THROWS_WITH_AS(segment_softmax(x, outside, 2), "segment_softmax: segment 2 of 2 for (3, 2)", Error);
  CHECK_THROWS_AS(segment_max(x, two, 2), Error);
  CHECK_THROWS_AS(segment_mean(constant(Tensor::scalar(1)), two, 2), Error);
}
