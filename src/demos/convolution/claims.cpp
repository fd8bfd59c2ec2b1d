// What the catalogue says this demo proves, driven as the page drives it: by settings, steps and snapshots.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "demos/convolution/experiment.h"
#include "support/claim.h"
#include "support/demo_run.h"
#include "support/demo_text.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::convolution;

namespace {

using test::Values;

struct Run : test::DemoRun<Snapshot> {
  Run(const Values& values, std::uint64_t seed) : DemoRun("convolution", values, seed) {}
};

constexpr int seed_count = 5;

/// The definition, written out once more from what the picture shows: Σ w x in double, zeros outside.
double defined(const Snapshot& s, int stride, int padding, int dilation, int row, int column) {
  double sum = 0;
  for (std::size_t channel = 0; channel < s.kernel.size(); ++channel)
    for (int i = 0; i < s.kernel[channel].rows; ++i)
      for (int j = 0; j < s.kernel[channel].columns; ++j) {
        const int y = row * stride + i * dilation - padding, x = column * stride + j * dilation - padding;
        if (y < 0 || x < 0 || y >= side || x >= side) continue;
        const auto place =
            (channel * side + static_cast<std::size_t>(y)) * side + static_cast<std::size_t>(x);
        sum += static_cast<double>(s.kernel[channel].at(i, j)) * static_cast<double>(s.image[place]);
      }
  return sum;
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE(
      "convolution: every output equals the definition, whatever stride, padding, dilation and channels") {
    constexpr std::array<std::array<int, 3>, 4> layers = {{{1, 1, 1}, {2, 0, 1}, {3, 4, 2}, {1, 6, 4}}};
    for (const auto seed : test::seeds(seed_count))
      for (const char* channels : {"grey", "rgb"})
        for (const char* size : {"3", "5", "7"})
          for (const auto& [stride, padding, dilation] : layers) {
            Run run({{"kernel", "random"},
                     {"channels", channels},
                     {"size", size},
                     {"stride", std::to_string(stride)},
                     {"padding", std::to_string(padding)},
                     {"dilation", std::to_string(dilation)}},
                    seed);
            const Snapshot s = run.picture();
            CAPTURE(size);
            REQUIRE(s.map.rows == (side + 2 * padding - dilation * (s.kernel[0].rows - 1) - 1) / stride + 1);
            double worst = 0;
            for (int row = 0; row < s.map.rows; row += 3)
              for (int column = 0; column < s.map.columns; column += 2)
                worst = std::max(worst, std::abs(defined(s, stride, padding, dilation, row, column) -
                                                 static_cast<double>(s.map.at(row, column))));
            CHECK_BELOW(worst, 1e-5);
            CHECK_BELOW(s.definition_difference, 1e-5f);
          }
  }

  TEST_CASE("convolution: the map of a shifted picture is the shifted map, exactly, away from the border") {
    for (const auto seed : test::seeds(seed_count))
      for (const char* kernel : {"sobel_x", "blur", "laplacian", "random"})
        for (const char* shift : {"-6", "-1", "3"}) {
          Run run(
              {{"page", "shift"}, {"kernel", kernel}, {"shift_x", shift}, {"shift_y", "2"}, {"padding", "0"}},
              seed);
          const ShiftPicture s = run.picture().shift;
          CHECK(s.whole);
          CHECK(s.compared > 1000);
          CHECK(s.largest_difference == 0);
        }
  }

  TEST_CASE("convolution: with stride 2 the map follows shifts by 2 pixels, and cannot follow one pixel") {
    for (const auto seed : test::seeds(seed_count)) {
      Run run({{"page", "shift"}, {"stride", "2"}, {"shift_x", "2"}, {"padding", "0"}}, seed);
      const ShiftPicture even = run.picture().shift;
      CHECK(even.whole);
      CHECK(even.compared > 250);
      CHECK(even.largest_difference == 0);
      run.change({{"shift_x", "1"}});
      const ShiftPicture odd = run.picture().shift;
      CHECK_FALSE(odd.whole);
      CHECK_ABOVE(odd.largest_difference, 0.5f);
    }
  }

  TEST_CASE(
      "convolution: max pooling keeps an edge detector's map through a small shift more often than none") {
    for (const auto seed : test::seeds(seed_count))
      for (const char* kernel : {"sobel_x", "sobel_y", "laplacian"})
        for (const char* window : {"2", "3", "4"}) {
          CAPTURE(seed);
          CAPTURE(kernel);
          CAPTURE(window);
          Run run({{"page", "shift"}, {"kernel", kernel}, {"pool", window}}, seed);
          const Kept kept = run.picture().shift.kept_nearby;
          CHECK(kept.none > 0);
          CHECK_ABOVE(kept.maximum, kept.none + 0.08f);
        }
  }

  TEST_CASE(
      "convolution: the shares that the text quotes, and a blurred map, for which pooling does nothing") {
    constexpr int many = 20;  // shapes differ; one costs a millisecond
    const auto kept = [](const char* kernel, const char* window) {
      Kept mean{0, 0, 0, 0};
      for (const auto seed : test::seeds(many)) {
        Run run({{"page", "shift"}, {"kernel", kernel}, {"pool", window}}, seed);
        const Kept one = run.picture().shift.kept_nearby;
        mean.none += one.none / many;
        mean.maximum += one.maximum / many;
      }
      return mean;
    };
    const Kept by_two = kept("sobel_x", "2"), by_four = kept("sobel_x", "4"), blurred = kept("blur", "2");
    CHECK_NEAR(by_two.none, 0.31f, 0.05f);
    CHECK_NEAR(by_two.maximum, 0.46f, 0.05f);
    CHECK_NEAR(by_four.maximum, 0.6f, 0.05f);
    CHECK(test::text_says(
        "convolution",
        {"셋 가운데 하나쯤이 그대로이고, 2×2 최대 풀링을 하면 절반 가까이, 4×4에서는 열에 여섯쯤",
         "about one in three without pooling, nearly half after 2×2 max pooling and about six in "
         "ten with 4×4"}));
    CHECK_BELOW(blurred.maximum, blurred.none + 0.03f);
  }

  TEST_CASE(
      "convolution: mixed pooling lies between the maximum and the average, the global average is their "
      "mean") {
    for (const auto seed : test::seeds(seed_count)) {
      Run run({{"page", "pooling"}, {"pool", "4"}, {"padding", "1"}, {"alpha", "0.25"}}, seed);
      const Pooled pooled = run.picture().pooled;
      REQUIRE(pooled.maximum.rows == 10);
      double sum = 0;
      for (std::size_t i = 0; i < pooled.average.values.size(); ++i) {
        const float low = pooled.average.values[i], high = pooled.maximum.values[i];
        CHECK(pooled.mixed.values[i] == doctest::Approx(0.25f * high + 0.75f * low).epsilon(1e-5));
        sum += static_cast<double>(low);
      }
      CHECK(pooled.global == doctest::Approx(sum / 100).epsilon(1e-4));
    }
  }

  TEST_CASE("convolution: gradient descent finds a filter from its map; from stripes it finds another one") {
    float difference = 0, another = 0;  // means
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      const Values values = {{"page", "learning"}, {"padding", "0"}};
      Run shapes(values, seed);
      const float difference_before = shapes.picture().learning.kernel_difference;
      shapes.step(400);
      const LearningPicture found = shapes.picture().learning;
      CHECK(found.updates == 400);
      CHECK_BELOW(found.kernel_difference, 0.3f);
      CHECK_BELOW(found.kernel_difference, difference_before / 6);
      difference += found.kernel_difference / seed_count;
      Values uniform = values;
      uniform.push_back({"picture", "stripes"});
      Run stripes(uniform, seed);
      stripes.step(400);
      const LearningPicture other = stripes.picture().learning;
      // The same map of another kernel, since every row of the picture is the same.
      CHECK_BELOW(other.loss, 1e-6f);
      CHECK_ABOVE(other.kernel_difference, 0.15f);
      another += other.kernel_difference / seed_count;
    }
    CHECK_BELOW(difference, 0.1f);
    CHECK_ABOVE(another, 0.5f);
  }
}
