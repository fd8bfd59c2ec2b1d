#include "autograd/ops_upsample.h"

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("upsample: derivatives, first and second order") {
  Random random(95);
  const Tensor x = random.uniform({2, 1, 2, 3}, -1, 1);
  check_gradients("upsample_nearest", [](auto& v) { return upsample_nearest(v[0], 2); }, {x});
  check_gradients("upsample_bilinear", [](auto& v) { return upsample_bilinear(v[0], {2, 3}); }, {x});
  for (const Size2 size : {Size2(1), Size2(5, 2), Size2(7, 4)}) {
    check_gradients("resize_nearest", [&](auto& v) { return resize_nearest(v[0], size); }, {x});
    check_gradients("resize_bilinear", [&](auto& v) { return resize_bilinear(v[0], size); }, {x});
  }
}

TEST_CASE("upsample: known values") {
  const Variable x = constant(Tensor::from({1, 1, 1, 2}, {0, 4}));
  const Tensor nearest = upsample_nearest(x, {1, 2}).value(), bilinear = upsample_bilinear(x, {1, 2}).value();
  const float expected_nearest[] = {0, 0, 4, 4}, expected_bilinear[] = {0, 1, 3, 4};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(nearest.data()[i] == expected_nearest[i]);
    CHECK(bilinear.data()[i] == expected_bilinear[i]);
  }
  CHECK(upsample_nearest(constant(Tensor({0, 2, 3, 3})), 2).shape() == Shape{0, 2, 6, 6});
  CHECK(resize_bilinear(constant(Tensor({1, 2, 3, 3})), {2, 5}).shape() == Shape{1, 2, 2, 5});
}

TEST_CASE("upsample: what does not fit is named") {
  const auto zeros = [](const Shape& shape) { return constant(Tensor(shape)); };
  CHECK_THROWS_WITH_AS(upsample_nearest(zeros({3, 4, 4}), 2),
                       "upsample_nearest: (batch, channels, height, width) expected: (3, 4, 4)", Error);
  CHECK_THROWS_WITH_AS(resize_bilinear(zeros({1, 1, 4, 4}), {0, 2}),
                       "resize_bilinear: no size 0×2 for (1, 1, 4, 4)", Error);
  CHECK_THROWS_WITH_AS(upsample_bilinear(zeros({1, 1, 4, 0}), 2),
                       "upsample_bilinear: planes without pixels: (1, 1, 4, 0)", Error);
  CHECK_THROWS_AS(upsample_nearest(zeros({1, 1, 4, 4}), -1), Error);
}
