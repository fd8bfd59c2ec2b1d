// What attention is told of distances: rotary embedding, ALiBi, T5's buckets, the relative shift.
#include "nn/relative_positions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "autograd/ops_matmul.h"
#include "nn/rotary.h"
#include "support/gradient_check.h"
#include "support/samples.h"

using namespace madang;
using namespace madang::test;

TEST_CASE("rotary: turns pairs by the angles of the paper, and scores depend on the distance alone") {
  const Tensor x = Tensor::from({3, 4}, {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1});
  const Tensor y = rotary(constant(x)).value();
  CHECK(largest_difference(y.values().first(4), x.values().first(4)) == 0);  // place 0 stays
  CHECK(y.values()[4] == doctest::Approx(std::cos(1.0)));
  CHECK(y.values()[5] == doctest::Approx(std::sin(1.0)));
  CHECK(y.values()[6] == doctest::Approx(std::cos(0.01)));
  CHECK(y.values()[10] == doctest::Approx(-std::sin(0.02)));
  CHECK(y.values()[11] == doctest::Approx(std::cos(0.02)));

  Random random(611);
  const Tensor q = random.normal({1, 8}), k = random.normal({1, 8});
  const auto score = [&](int query, int key) {
    return matmul(rotary(constant(q), query), rotary(constant(k), key), {.b = true}).item();
  };
  CHECK(score(2, 7) == doctest::Approx(score(40, 45)).epsilon(1e-4));
  CHECK(score(7, 2) == doctest::Approx(score(45, 40)).epsilon(1e-4));
  CHECK(std::abs(score(2, 7) - score(2, 8)) > 1e-3f);
}

TEST_CASE("rotary: derivatives in both orders, and refusals") {
  Random random(612);
  check_gradients("rotary", [](const std::vector<Variable>& v) { return rotary(v[0], 3); },
                  {random.uniform({2, 3, 4}, -1, 1)});
  CHECK_THROWS_AS(rotary(constant(Tensor({3, 5}))), Error);
  CHECK_THROWS_AS(rotary(constant(Tensor({4}))), Error);
}

TEST_CASE("alibi: slopes of the paper, and each head of a pair sees one side") {
  CHECK(alibi_slopes(8).front() == 0.5f);
  CHECK(alibi_slopes(8).back() == 1 / 256.f);
  CHECK(alibi_slopes(4)[1] == 1 / 16.f);
  CHECK_THROWS_AS(alibi_slopes(0), Error);
  constexpr float hidden = -std::numeric_limits<float>::infinity();
  const Tensor bias = two_sided_alibi({0.5f}, 3);
  const Tensor wanted = Tensor::from({2, 3, 3}, {0, hidden, hidden, -0.5f, 0, hidden, -1, -0.5f, 0, 0, -0.5f,
                                                 -1, hidden, 0, -0.5f, hidden, hidden, 0});
  CHECK(bias.shape() == wanted.shape());
  CHECK(std::ranges::equal(bias.values(), wanted.values()));
}

TEST_CASE("relative buckets: near distances have their own, far ones share, the sides differ") {
  // As transformers' T5Attention._relative_position_bucket gives for 32 buckets and 128.
  const std::pair<int, int> wanted[] = {{0, 0},    {-1, 1},    {-7, 7},    {-8, 8}, {-11, 8}, {-12, 9},
                                        {-50, 13}, {-127, 15}, {-500, 15}, {1, 17}, {8, 24},  {500, 31}};
  for (const auto& [distance, bucket] : wanted) {
    CAPTURE(distance);
    CHECK(relative_bucket(distance, 32, 128) == bucket);
  }
  CHECK_THROWS_AS(relative_bucket(1, 6, 20), Error);
  CHECK_THROWS_AS(relative_bucket(1, 16, 4), Error);
}

TEST_CASE("keys from distances: each query finds its keys, with derivatives in both orders") {
  for (const int length : {1, 2, 5}) {
    Random random(613);
    const Tensor x = random.uniform({2, length, 2 * length - 1}, -1, 1);
    const Tensor y = keys_from_distances(constant(x)).value();
    REQUIRE(y.shape() == Shape{2, length, length});
    const auto at = [](const Tensor& t, int a, int b, int c) {
      return t.values()[static_cast<std::size_t>((a * t.shape()[1] + b) * t.shape()[2] + c)];
    };
    for (int head = 0; head < 2; ++head)
      for (int i = 0; i < length; ++i)
        for (int j = 0; j < length; ++j) CHECK(at(y, head, i, j) == at(x, head, i, j - i + length - 1));
    check_gradients("keys_from_distances",
                    [](const std::vector<Variable>& v) { return keys_from_distances(v[0]); }, {x});
  }
  CHECK_THROWS_AS(keys_from_distances(constant(Tensor({3, 4}))), Error);
}
