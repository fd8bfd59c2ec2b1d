#include "autograd/checkpoint.h"

#include "autograd/ops_activation.h"
#include "autograd/ops_matmul.h"
#include "core/pool.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

Variable layer(std::span<const Variable> v) { return tanh(linear(v[0], v[1], v[2])); }

}  // namespace

TEST_CASE("checkpoint: derivatives in first and second order") {
  Random random(161);
  const Points points{random.uniform({2, 3}, -1, 1), random.uniform({3, 3}, -1, 1),
                      random.uniform({3}, -1, 1)};
  check_gradients(
      "checkpoint", [](auto& v) { return checkpoint(layer, v); }, points);
  check_gradients(
      "two checkpoints",
      [](auto& v) {
        return checkpoint(layer, {checkpoint(layer, v), v[1], v[2]});
      },
      points);
  check_gradients(
      "a checkpoint within one",
      [](auto& v) {
        return checkpoint(
            [](std::span<const Variable> inner) {
              return exp(checkpoint(layer, {inner.begin(), inner.end()}));
            },
            v);
      },
      points);
}

TEST_CASE("checkpoint: the same numbers as without, in less memory") {
  Random random(162);
  const Variable x = parameter(random.normal({256})), one = constant(Tensor::full({256}, 1.0f));
  const auto deep = [](std::span<const Variable> v) {
    Variable y = v[0];
    for (int i = 0; i < 50; ++i) y = tanh(y + 0.01f);
    return y;
  };
  const auto measured = [&](auto run, Tensor& gradient) {
    pool::reset_peak();
    const std::size_t before = pool::counters().live_bytes;
    gradient = backward(sum(run())).of(x).value();
    return pool::counters().peak_bytes - before;
  };
  const auto plain = [&] {
    Variable y = x;
    for (int block = 0; block < 10; ++block) y = deep(std::span(&y, 1));
    return y;
  };
  const auto sparing = [&] {
    Variable y = x;
    for (int block = 0; block < 10; ++block) y = checkpoint(deep, {y});
    return y;
  };
  Tensor wanted, found;
  const std::size_t all = measured(plain, wanted), some = measured(sparing, found);
  for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(found.data()[i] == wanted.data()[i]);
  CHECK(some * 4 < all);
}

TEST_CASE("checkpoint: a parameter that is not among the inputs is an error, not a missing gradient") {
  const Variable x = parameter(Tensor::scalar(2)), hidden = parameter(Tensor::scalar(3));
  const Variable y = checkpoint([&](std::span<const Variable> v) { return v[0] * hidden; }, {x});
  CHECK(y.item() == 6.0f);
  CHECK_THROWS_WITH_AS(backward(y),
                       "checkpoint: the function depends on a variable that is not among its inputs", Error);
  const Variable held = constant(Tensor::scalar(5));
  const Variable z = checkpoint([&](std::span<const Variable> v) { return v[0] * held; }, {x});
  CHECK(backward(z).of(x).item() == 5.0f);
  const Variable flat =
      checkpoint([](std::span<const Variable>) { return constant(Tensor::scalar(1)); }, {x});
  CHECK_FALSE(backward(flat + x * 0.0f).of(x).item() != 0.0f);
}
