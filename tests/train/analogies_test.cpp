#include <doctest/doctest.h>

#include <cmath>

#include "train/analogies.h"

using namespace madang;
using train::Analogy;

namespace {

/// man, woman, king, queen at the corners of a square, and two others.
Tensor square() {
  return Tensor::from({6, 3}, {1, 0, 1, 1, 1, 1, 2, 0, 2.2f, 2, 2, 2.2f, 0, -1, 0, -1, 0, 0});
}

}  // namespace

TEST_CASE("analogies: every pair asks every other pair") {
  const std::pair<std::int32_t, std::int32_t> pairs[] = {{0, 1}, {2, 3}, {4, 5}};
  const auto all = train::analogies_of(pairs);
  REQUIRE(all.size() == 6);
  CHECK(all[0].a == 0);
  CHECK(all[0].d == 3);
  CHECK(all[5].a == 4);
  CHECK(all[5].d == 3);
}

TEST_CASE("analogies: rows of length 1, zeros stay") {
  const Tensor unit = train::unit_rows(Tensor::from({2, 2}, {3, 4, 0, 0}));
  CHECK(unit.values()[0] == doctest::Approx(0.6));
  CHECK(unit.values()[1] == doctest::Approx(0.8));
  CHECK(unit.values()[3] == 0);
}

TEST_CASE("analogies: the nearest by cosine, without those excluded") {
  const Tensor unit = train::unit_rows(Tensor::from({3, 2}, {1, 0, 1, 1, 0, -1}));
  const float direction[] = {2, 0.2f};
  const auto all = train::nearest(unit, direction, 5);
  REQUIRE(all.size() == 3);
  CHECK(all[0].word == 0);
  CHECK(all[0].cosine == doctest::Approx(2 / std::hypot(2, 0.2)));
  CHECK(all[2].word == 2);
  const std::int32_t excluded[] = {0};
  CHECK(train::nearest(unit, direction, 1, excluded).front().word == 1);
}

TEST_CASE("analogies: b − a + c, and the share that is answered with d") {
  const Tensor unit = train::unit_rows(square());
  const Analogy right{0, 1, 2, 3}, wrong{0, 1, 2, 4};
  const auto direction = train::analogy_direction(unit, right);
  CHECK(direction[1] == doctest::Approx(1 / std::sqrt(3.0)));
  const Analogy both[] = {right, wrong};
  CHECK(train::score(unit, both).excluded == 0.5f);
  // Where b − a is short the answer is c itself, unless it is excluded.
  const Tensor near = train::unit_rows(Tensor::from({4, 2}, {1, 0, 1, 0.05f, 0, 1, -0.4f, 1}));
  const Analogy one[] = {{0, 1, 2, 3}};
  CHECK(train::score(near, one).excluded == 1);
  CHECK(train::score(near, one).free == 0);
  CHECK(train::score(near, {}).excluded == 0);
}
