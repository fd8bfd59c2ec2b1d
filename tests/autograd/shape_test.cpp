#include "autograd/ops_shape.h"

#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

std::vector<float> numbers(const Variable& x) {
  return {x.value().values().begin(), x.value().values().end()};
}

Variable counting(const Shape& shape) {
  Tensor tensor(shape);
  for (std::size_t i = 0; i < tensor.size(); ++i) tensor.mutable_values()[i] = static_cast<float>(i);
  return constant(tensor);
}

}  // namespace

TEST_CASE("derivatives of rearrangements") {
  Random random(41);
  const Points cube{random.uniform({2, 3, 4}, -1, 1)};
  check_gradients(
      "reshape",
      [](auto& v) {
        return reshape(v[0], {4, -1});
      },
      cube);
  check_gradients(
      "permute",
      [](auto& v) {
        return permute(v[0], {2, 0, 1});
      },
      cube);
  check_gradients(
      "transpose", [](auto& v) { return transpose(v[0]); }, cube);
  check_gradients(
      "broadcast_to",
      [](auto& v) {
        return broadcast_to(v[0], {2, 2, 3, 4});
      },
      cube);
  check_gradients("broadcast_to",
                  [](auto& v) {
                    return broadcast_to(v[0], {3, 4, 2});
                  },
                  {random.uniform({4, 1}, -1, 1)});
  for (int axis : {0, 1, 2, -1}) {
    check_gradients(
        "slice", [=](auto& v) { return slice(v[0], axis, 1, 2); }, cube);
    check_gradients(
        "pad", [=](auto& v) { return pad(v[0], axis, 2, 1); }, cube);
    check_gradients("stack", [=](auto& v) { return stack(v, axis); },
                    {cube[0], random.uniform({2, 3, 4}, -1, 1)});
    const int place = axis < 0 ? 2 : axis;
    Shape other{2, 3, 4};
    other[place] = 1;
    check_gradients("concat", [=](auto& v) { return concat(v, axis); },
                    {cube[0], random.uniform(other, -1, 1), cube[0]});
  }
  const std::vector<std::int32_t> rows{2, 0, 2, 1, 2};
  check_gradients("gather", [&](auto& v) { return gather(v[0], rows); }, {random.uniform({3, 2}, -1, 1)});
  check_gradients("scatter_add", [&](auto& v) { return scatter_add(v[0], rows, 4); },
                  {random.uniform({5, 2, 2}, -1, 1)});
}

TEST_CASE("rearranged values") {
  const Variable x = counting({2, 3});
  CHECK(numbers(transpose(x)) == std::vector<float>{0, 3, 1, 4, 2, 5});
  CHECK(numbers(slice(x, 1, 1, 3)) == std::vector<float>{1, 2, 4, 5});
  CHECK(slice(x, 0, 1, 1).shape() == Shape{0, 3});
  CHECK(numbers(pad(x, 1, 1, 0)) == std::vector<float>{0, 0, 1, 2, 0, 3, 4, 5});
  const std::vector<Variable> parts{x, x};
  CHECK(numbers(concat(parts, 1)) == std::vector<float>{0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5});
  CHECK(stack(parts, 2).shape() == Shape{2, 3, 2});
  CHECK(numbers(stack(parts, -1)) == std::vector<float>{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5});
  CHECK(numbers(broadcast_to(counting({2, 1}), {2, 3})) == std::vector<float>{0, 0, 0, 1, 1, 1});
  const std::vector<std::int32_t> rows{1, 1, 0};
  CHECK(numbers(gather(x, rows)) == std::vector<float>{3, 4, 5, 3, 4, 5, 0, 1, 2});
  CHECK(numbers(scatter_add(counting({3, 1}), rows, 3)) == std::vector<float>{2, 1, 0});
  // Axis i of the result is axis order[i]: y[a][b][c] = x[b][c][a].
  const Variable y = permute(counting({2, 3, 4}), {2, 0, 1});
  CHECK(y.shape() == Shape{4, 2, 3});
  CHECK(y.value().values()[(3 * 2 + 1) * 3 + 2] == (1 * 3 + 2) * 4 + 3);
}

TEST_CASE("rearrangements that do not fit are named") {
  const Variable x = constant(Tensor({2, 3}));
  const std::vector<Variable> uneven{x, constant(Tensor({3, 3}))};
  const std::vector<Variable> mixed{x, constant(Tensor({2, 3, 1}))};
  CHECK_THROWS_WITH_AS(reshape(x, {4}), "reshape: (2, 3) does not fit (4)", Error);
  CHECK_THROWS_WITH_AS(slice(x, 1, 2, 4), "slice: 2 to 4 of axis 1 of (2, 3)", Error);
  CHECK_THROWS_WITH_AS(slice(x, 1, 0, 3, 0), "slice: step 0 for (2, 3)", Error);
  CHECK_THROWS_WITH_AS(slice(x, 1, 2, 4, 2), "slice: 2 to 4 of axis 1 of (2, 3)", Error);
  CHECK_THROWS_WITH_AS(broadcast_to(x, {1 << 20, 1 << 10, 2, 3}),
                       "broadcast_to: too many elements in (1048576, 1024, 2, 3)", Error);
  CHECK_THROWS_WITH_AS(scatter_add(x, std::vector<std::int32_t>{0, 1}, 1 << 30),
                       "scatter_add: too many elements in (1073741824, 3)", Error);
  CHECK_THROWS_WITH_AS(concat(uneven, 1), "concat: parts do not fit: (2, 3) and (3, 3)", Error);
  CHECK_THROWS_WITH_AS(stack(uneven, 0), "stack: parts differ: (2, 3) and (3, 3)", Error);
  CHECK_THROWS_WITH_AS(broadcast_to(x, {2, 4}), "broadcast_to: shapes do not fit: (2, 3) and (2, 4)", Error);
  CHECK_THROWS_AS(broadcast_to(x, {3}), Error);
  CHECK_THROWS_AS(concat(mixed, 0), Error);
  CHECK_THROWS_AS(concat({}, 0), Error);
  CHECK_THROWS_AS(permute(x, {0, 0}), Error);
  CHECK_THROWS_AS(permute(x, {0}), Error);
  CHECK_THROWS_AS(permute(x, {0, 2}), Error);
  CHECK_THROWS_AS(transpose(constant(Tensor({3}))), Error);
  CHECK_THROWS_AS(pad(x, 2, 0, 0), Error);
  CHECK_THROWS_AS(pad(x, 0, -1, 0), Error);
  const std::vector<std::int32_t> outside{0, 2};
  CHECK_THROWS_WITH_AS(gather(x, outside), "gather: index 2 of 2 rows", Error);
  CHECK_THROWS_AS(scatter_add(x, outside, 2), Error);
  CHECK_THROWS_AS(scatter_add(x, std::vector<std::int32_t>{0}, 2), Error);
}

TEST_CASE("slice: every step-th position") {
  const Variable x = constant(Tensor::from({2, 5}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  const Tensor odd = slice(x, 1, 1, 5, 2).value();
  CHECK(std::vector<float>(odd.values().begin(), odd.values().end()) == std::vector<float>{1, 3, 6, 8});
  CHECK(slice(x, -1, 0, 5, 7).shape() == Shape{2, 1});
  CHECK(slice(x, 0, 2, 2, 3).shape() == Shape{0, 5});
  Random random(9);
  check_gradients("slice", [](auto& v) { return slice(v[0], 1, 1, 5, 2); }, {random.normal({2, 5})});
}
