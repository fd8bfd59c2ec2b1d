#include "data/augment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "core/error.h"

using namespace madang;

namespace {

Tensor some_images(int count, int channels, int height, int width) {
  Random random(8);
  return random.uniform({count, channels, height, width}, 0.1f, 1.f);
}

bool same(const Tensor& a, const Tensor& b) {
  return a.shape() == b.shape() && std::ranges::equal(a.values(), b.values());
}

/// One line of pixels.
Tensor line(std::initializer_list<float> values) { return Tensor::from({1, 1, 1, values.size()}, values); }

}  // namespace

TEST_SUITE("data: augment") {
  TEST_CASE("augment: the same seed changes alike, nothing is changed in place, the shape stays") {
    const Tensor images = some_images(3, 2, 7, 5), before = images;
    const std::function<Tensor(Random&)> all[] = {[&](Random& r) { return data::shifted(images, 2, r); },
                                                  [&](Random& r) { return data::flipped(images, 0.5f, r); },
                                                  [&](Random& r) { return data::rotated(images, 30, r); },
                                                  [&](Random& r) { return data::cropped(images, 0.3f, r); },
                                                  [&](Random& r) { return data::noisy(images, 0.1f, r); },
                                                  [&](Random& r) { return data::jittered(images, 0.4f, r); },
                                                  [&](Random& r) { return data::cut_out(images, 3, r); }};
    for (const auto& change : all) {
      bool changed = false;
      for (std::uint64_t seed = 1; seed < 6; ++seed) {
        Random first(seed), second(seed);
        const Tensor result = change(first);
        CHECK(same(result, change(second)));
        CHECK(result.shape() == images.shape());
        changed |= !same(result, images);
      }
      CHECK(changed);
      CHECK(same(images, before));
    }
  }

  TEST_CASE("augment: with nothing to do the image stays as it is") {
    const Tensor images = some_images(2, 1, 6, 9);
    Random random(1);
    CHECK(same(data::shifted(images, 0, random), images));
    CHECK(same(data::flipped(images, 0, random), images));
    CHECK(same(data::rotated(images, 0, random), images));
    CHECK(same(data::cropped(images, 1, random), images));
    CHECK(same(data::noisy(images, 0, random), images));
    CHECK(same(data::jittered(images, 0, random), images));
    CHECK(same(data::cut_out(images, 0, random), images));
    CHECK(data::shifted(Tensor({0, 1, 4, 4}), 2, random).shape() == Shape{0, 1, 4, 4});
  }

  TEST_CASE("augment: shifts by whole pixels, flips, rotations by a half turn") {
    Random random(2);
    CHECK(same(data::flipped(line({1, 2, 3, 4}), 1, random), line({4, 3, 2, 1})));
    int seen = 0;
    for (int i = 0; i < 60; ++i) {
      const Tensor moved = data::shifted(line({1, 2, 3}), 1, random);
      const Tensor expected[] = {line({1, 2, 3}), line({0, 1, 2}), line({2, 3, 0}), line({0, 0, 0})};
      const auto found = std::ranges::find_if(expected, [&](const Tensor& t) { return same(t, moved); });
      REQUIRE(found != std::end(expected));
      seen |= 1 << (found - expected);
    }
    CHECK(seen == 15);
    // a disc stays what it is under any rotation
    Tensor disc({1, 1, 21, 21});
    for (int y = 0; y < 21; ++y)
      for (int x = 0; x < 21; ++x)
        disc.mutable_data()[y * 21 + x] =
            std::exp(-0.02f * static_cast<float>((x - 10) * (x - 10) + (y - 10) * (y - 10)));
    const Tensor turned = data::rotated(disc, 180, random);
    for (int y = 5; y < 16; ++y)
      for (int x = 5; x < 16; ++x)
        CHECK(std::abs(turned.data()[y * 21 + x] - disc.data()[y * 21 + x]) < 0.02f);
  }

  TEST_CASE("augment: a cut-out is a black square, cut at the edge") {
    Random random(3);
    for (int i = 0; i < 30; ++i) {
      const Tensor result = data::cut_out(some_images(1, 2, 8, 8), 4, random);
      const auto black = std::ranges::count(result.values(), 0.f);
      CHECK(black >= 2 * 2 * 2);
      CHECK(black <= 2 * 4 * 4);
    }
  }

  TEST_CASE("augment: mixup blends images and targets alike") {
    const Tensor images = some_images(4, 1, 2, 2);
    const Tensor targets = Tensor::from({4, 4}, {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1});
    Random random(4);
    for (int round = 0; round < 20; ++round) {
      const auto mixed = data::mixed_up(images, targets, 0.4f, random);
      for (std::size_t i = 0; i < 4; ++i) {
        double sum = 0;
        for (std::size_t pixel = 0; pixel < 4; ++pixel) {
          double expected = 0;  // the targets say what was blended
          for (std::size_t j = 0; j < 4; ++j)
            expected +=
                static_cast<double>(mixed.targets.values()[4 * i + j]) * images.values()[4 * j + pixel];
          CHECK(mixed.images.values()[4 * i + pixel] == doctest::Approx(expected).epsilon(1e-5));
          sum += mixed.targets.values()[4 * i + pixel];
        }
        CHECK(sum == doctest::Approx(1));
      }
    }
    CHECK_THROWS_AS(data::mixed_up(images, Tensor({3, 4}), 1, random), Error);
  }

  TEST_CASE("augment: CutMix takes its share of the area from the partner") {
    Tensor images({2, 1, 10, 10});
    for (std::size_t i = 0; i < 100; ++i) images.mutable_data()[i] = 1;  // one white image, one black
    const Tensor targets = Tensor::from({2, 2}, {1, 0, 0, 1});
    Random random(5);
    int mixed_rounds = 0;
    for (int round = 0; round < 40; ++round) {
      const auto mixed = data::cut_mixed(images, targets, 1, random);
      const auto white = mixed.images.values().first(100);
      const double left = std::accumulate(white.begin(), white.end(), 0.0) / 100;
      CHECK(mixed.targets.values()[0] == doctest::Approx(left));
      mixed_rounds += left < 1;
      if (left < 1) CHECK(left == doctest::Approx(mixed.share));
    }
    CHECK(mixed_rounds > 5);
  }

  TEST_CASE("augment: beta variates have their mean and variance") {
    for (const float alpha : {0.05f, 0.4f, 1.f, 5.f}) {
      Random random(6);
      double mean = 0, square = 0;
      constexpr int count = 20000;
      for (int i = 0; i < count; ++i) {
        const double value = data::beta_variate(alpha, random);
        REQUIRE((value >= 0 && value <= 1));
        mean += value / count;
        square += value * value / count;
      }
      CHECK(mean == doctest::Approx(0.5).epsilon(0.02));
      CHECK(square - mean * mean == doctest::Approx(1 / (4 * (2.0 * alpha + 1))).epsilon(0.05));
    }
  }

  TEST_CASE("augment: other ranks and numbers out of range are refused by name") {
    Random random(7);
    const Tensor flat({3, 4}), images({1, 1, 2, 2});
    CHECK_THROWS_WITH(data::shifted(flat, 1, random),
                      "shifted: images (3, 4), not (count, channels, height, width)");
    CHECK_THROWS_AS(data::cut_out(flat, 1, random), Error);
    CHECK_THROWS_AS(data::cut_mixed(flat, flat, 1, random), Error);
    CHECK_THROWS_AS(data::flipped(images, 1.5f, random), Error);
    CHECK_THROWS_AS(data::cropped(images, 0, random), Error);
    CHECK_THROWS_AS(data::shifted(images, -1, random), Error);
    CHECK_THROWS_AS(data::beta_variate(0, random), Error);
  }
}
