#include "autograd/ops_gather.h"

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("gather: derivatives along every axis") {
  Random random(151);
  const Points cube{random.uniform({3, 3, 3}, -1, 1)};
  const std::vector<std::int32_t> chosen{2, 0, 2, 2, 1}, targets{4, 0, 4}, columns{2, 0, 0};
  for (int axis : {0, 1, 2, -1}) {
    check_gradients(
        "gather", [&](auto& v) { return gather(v[0], chosen, axis); }, cube);
    check_gradients(
        "scatter_add", [&](auto& v) { return scatter_add(v[0], targets, 5, axis); }, cube);
  }
  check_gradients("pick", [&](auto& v) { return pick(v[0], columns); }, {random.uniform({3, 4}, -1, 1)});
}

TEST_CASE("gather: values along the last axis, one of each row, none at all") {
  const Variable x = constant(Tensor::from({2, 3}, {1, 2, 3, 4, 5, 6}));
  const auto numbers = [](const Variable& y) {
    return std::vector<float>(y.value().values().begin(), y.value().values().end());
  };
  CHECK(numbers(gather(x, std::vector<std::int32_t>{2, 0}, 1)) == std::vector<float>{3, 1, 6, 4});
  CHECK(numbers(scatter_add(x, std::vector<std::int32_t>{1, 0, 1}, 2, 1)) == std::vector<float>{2, 4, 5, 10});
  CHECK(numbers(pick(x, std::vector<std::int32_t>{2, 1})) == std::vector<float>{3, 5});
  CHECK(gather(x, {}, 1).shape() == Shape{2, 0});
  CHECK(scatter_add(constant(Tensor({0, 3})), {}, 2).shape() == Shape{2, 3});
  CHECK(pick(constant(Tensor({0, 3})), {}).shape() == Shape{0});
}

TEST_CASE("gather: indices and shapes that do not fit are named") {
  const Variable x = constant(Tensor({2, 3}));
  const std::vector<std::int32_t> far{3, 0};
  CHECK_THROWS_WITH_AS(gather(x, far, 1), "gather: index 3 of 3 rows", Error);
  CHECK_THROWS_WITH_AS(gather(x, far, 2), "gather: no axis 2 in (2, 3)", Error);
  CHECK_THROWS_WITH_AS(scatter_add(x, far, 9, 1),
                       "scatter_add: one index for each position of the axis expected: (2, 3) and (2)",
                       Error);
  CHECK_THROWS_WITH_AS(pick(x, far), "pick: index 3 of 3 rows", Error);
  CHECK_THROWS_AS(pick(x, std::vector<std::int32_t>{0}), Error);
}
