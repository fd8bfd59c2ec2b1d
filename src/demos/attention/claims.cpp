// The catalogue's claims about attention, each on five seeds, through the demo's own experiment.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/random.h"
#include "demo/experiment.h"
#include "demos/attention/experiment.h"
#include "support/claim.h"
#include "support/demo_run.h"
#include "support/seeds.h"

using namespace madang;
using demos::attention::Backend;
using demos::attention::Snapshot;

namespace {

using test::Values;

/// The demo with these settings and seed.
struct Demo : test::DemoRun<Snapshot> {
  explicit Demo(std::uint64_t seed, const Values& values = {}) : DemoRun("attention", values, seed) {}
};

/// Every combination that a claim about the softmax has to survive.
std::vector<Values> variants() {
  std::vector<Values> all;
  for (const char* attention : {"self", "cross"})
    for (const char* causal : {"0", "1"})
      for (const char* heads : {"1", "8"})
        for (const char* temperature : {"0.1", "1", "10"})
          all.push_back({{"attention", attention},
                         {"causal", causal},
                         {"heads", heads},
                         {"temperature", temperature},
                         {"positions", causal}});
  return all;
}

constexpr int seed_count = 5;

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("attention: rows sum to 1") {
    for (const auto seed : test::seeds(seed_count)) {
      for (const Values& values : variants()) {
        const Snapshot picture = Demo(seed, values).picture();
        for (const auto& head : picture.flow.heads) {
          REQUIRE(head.weights.rows == static_cast<int>(picture.tokens.size()));
          REQUIRE(head.weights.columns == static_cast<int>(picture.source_tokens.size()));
          for (int row = 0; row < head.weights.rows; ++row) {
            double sum = 0;
            for (int key = 0; key < head.weights.columns; ++key) {
              CHECK(head.weights.at(row, key) >= 0);
              sum += head.weights.at(row, key);
            }
            CHECK_BELOW(std::fabs(sum - 1), 1e-6);
          }
        }
        CHECK_BELOW(picture.measures.row_sum_error, 1e-6f);
      }
    }
  }

  TEST_CASE("attention: the causal mask gives later tokens no weight at all") {
    for (const auto seed : test::seeds(seed_count)) {
      const Snapshot picture = Demo(seed, {{"causal", "1"}}).picture();
      for (const auto& head : picture.flow.heads)
        for (int row = 0; row < head.weights.rows; ++row)
          for (int key = row + 1; key < head.weights.columns; ++key) CHECK(head.weights.at(row, key) == 0);
    }
  }

  TEST_CASE("attention: what a mask hides has weight 0, and is the same as removed") {
    const Values masks[] = {{{"causal", "1"}},
                            {{"causal", "padding"}, {"padding", "3"}},
                            {{"causal", "drawn"}, {"hidden", "0-2-4-5-81-ff-3-1"}},
                            {{"causal", "drawn"}, {"hidden", "aa-55-aa"}, {"attention", "cross"}}};
    for (const auto seed : test::seeds(seed_count))
      for (const Values& mask : masks)
        for (const char* backend : {"scalar", "simd"}) {
          Demo demo(seed, mask);
          demo.change({{"backend", backend}});
          const Snapshot picture = demo.picture();
          CHECK(picture.measures.hidden_cells > 0);
          CHECK(picture.measures.largest_hidden_weight == 0);
          CHECK(picture.measures.masked_difference == 0);
          CHECK_BELOW(picture.measures.row_sum_error, 1e-6f);
          CHECK_BELOW(picture.device.relative_difference, 1e-4f);
        }
  }

  TEST_CASE("attention: a padded sentence is answered like the sentence without its padding") {
    for (const auto seed : test::seeds(seed_count)) {
      const Snapshot padded =
          Demo(seed, {{"causal", "padding"}, {"padding", "2"}, {"sentence", "하나 둘 셋 넷 다섯 여섯"}})
              .picture();
      const Snapshot plain = Demo(seed, {{"sentence", "하나 둘 셋 넷"}}).picture();
      REQUIRE(padded.flow.output.rows == 6);
      REQUIRE(plain.flow.output.rows == 4);
      for (std::size_t head = 0; head < plain.flow.heads.size(); ++head)
        for (int row = 0; row < 4; ++row)
          for (int key = 0; key < 6; ++key)
            CHECK(padded.flow.heads[head].weights.at(row, key) ==
                  (key < 4 ? plain.flow.heads[head].weights.at(row, key) : 0));
      for (std::size_t i = 0; i < plain.flow.output.values.size(); ++i)
        CHECK_NEAR(padded.flow.output.values[i], plain.flow.output.values[i], 1e-6f);
    }
  }

  TEST_CASE("attention: a query that sees no key gets zeros, not NaN, on every device of the CPU") {
    for (const char* backend : {"scalar", "simd"}) {
      Demo demo(test::seed(), {{"causal", "drawn"}, {"hidden", "0-ffffff"}});
      demo.change({{"backend", backend}});
      const Snapshot picture = demo.picture();
      CHECK(picture.measures.blind_rows == static_cast<int>(picture.flow.heads.size()));
      for (const auto& head : picture.flow.heads) {
        for (int key = 0; key < head.weights.columns; ++key) CHECK(head.weights.at(1, key) == 0);
        for (int i = 0; i < head.mixed.columns; ++i) CHECK(head.mixed.at(1, i) == 0);
      }
      for (const float value : picture.flow.output.values) CHECK(std::isfinite(value));
    }
  }

  TEST_CASE("attention: permutation equivariance without positions, and not with them") {
    for (const auto seed : test::seeds(seed_count)) {
      std::vector<std::string> words = {"가을", "하늘", "공활한데", "높고", "구름", "없이"};
      const auto sentence = [&words] {
        std::string all;
        for (const auto& word : words) all += word + " ";
        return all;
      };
      Random random(seed);
      std::vector<int> order = {0, 1, 2, 3, 4, 5};
      random.shuffle(std::span(order));
      if (std::ranges::is_sorted(order)) std::swap(order[0], order[1]);
      Demo demo(seed, {{"sentence", sentence()}});
      const auto largest_difference = [&](const Values& rules) {
        auto there = rules, back = rules;
        const auto straight = words;
        there.push_back({"sentence", sentence()});
        demo.change(there);
        const Matrix before = demo.picture().flow.output;
        for (std::size_t i = 0; i < words.size(); ++i)
          words[i] = straight[static_cast<std::size_t>(order[i])];
        back.push_back({"sentence", sentence()});
        demo.change(back);
        const Matrix after = demo.picture().flow.output;
        words = straight;
        float largest = 0;
        for (int row = 0; row < after.rows; ++row)
          for (int column = 0; column < after.columns; ++column)
            largest = std::max(largest, std::fabs(after.at(row, column) -
                                                  before.at(order[static_cast<std::size_t>(row)], column)));
        return largest;
      };
      CHECK_BELOW(largest_difference({{"positions", "0"}}), 1e-5f);
      CHECK_BELOW(demo.picture().measures.permutation_difference, 1e-5f);
      CHECK_ABOVE(largest_difference({{"positions", "1"}}), 1e-2f);
      CHECK_ABOVE(demo.picture().measures.permutation_difference, 1e-2f);
      // The mask knows the order too.
      CHECK_ABOVE(largest_difference({{"positions", "0"}, {"causal", "1"}}), 1e-2f);
    }
  }

  TEST_CASE("attention: dividing by √d keeps the softmax's variance as d grows") {
    std::vector<float> variance;  // of the scaled scores at each depth, mean
    for (const auto seed : test::seeds(seed_count)) {
      const auto scaling = Demo(seed).picture().scaling;
      variance.resize(scaling.depth.size());
      REQUIRE(scaling.depth.front() == 4);
      REQUIRE(scaling.depth.back() == 256);
      for (std::size_t i = 0; i < scaling.depth.size(); ++i) {
        CHECK_NEAR(scaling.scaled_variance[i], 1, 0.65f);  // of a single draw
        variance[i] += scaling.scaled_variance[i] / seed_count;
        CHECK(scaling.plain_variance[i] ==
              doctest::Approx(scaling.depth[i] * scaling.scaled_variance[i]).epsilon(1e-4));
        CHECK_ABOVE(scaling.scaled_entropy[i], 0.75f);
      }
      CHECK_BELOW(scaling.plain_entropy.back(), 0.25f);
      // The weights themselves: scatter stays within a factor of 4, or grows more than tenfold.
      const auto [low, high] = std::ranges::minmax(scaling.scaled_spread);
      CHECK_BELOW(high, 4 * low);
      CHECK_ABOVE(scaling.plain_spread.back(), 10 * scaling.scaled_spread.back());
    }
    for (const float mean : variance) CHECK_NEAR(mean, 1, 0.3f);
  }

  // Of the GPU: tests/browser/gpu.test.mjs, where there is one.
  TEST_CASE("attention: the CPU's devices agree with double precision to 1e-4") {
    for (const auto seed : test::seeds(seed_count)) {
      for (const char* name : {"scalar", "simd"}) {
        for (const Values& values : variants()) {
          Demo demo(seed, values);
          demo.change({{"backend", name}});
          const Snapshot picture = demo.picture();
          const auto& device = picture.device;
          const auto& mixed = picture.flow.heads.front().mixed;
          CHECK(device.used == (std::string(name) == "scalar" ? Backend::scalar : Backend::simd));
          CHECK(device.compared == static_cast<int>(picture.flow.heads.size() * mixed.values.size()));
          CHECK(device.compared > 0);
          CHECK_BELOW(device.largest_difference, 1e-4f);
          CHECK_BELOW(device.relative_difference, 1e-4f);
        }
      }
    }
  }

  TEST_CASE("attention: associative recall is learned, and a head looks at the right token") {
    const Values shapes[] = {{{"heads", "1"}, {"head_dim", "8"}},
                             {{"heads", "2"}, {"head_dim", "4"}},
                             {{"heads", "2"}, {"head_dim", "4"}, {"attention", "cross"}}};
    for (const Values& shape : shapes) {
      for (const auto seed : test::seeds(seed_count)) {
        Values values = shape;
        values.push_back({"weights", "learned"});
        Demo demo(seed, values);
        const auto start = demo.picture().learning;
        CHECK_BELOW(start.accuracy, 0.4f);  // one in eight is chance
        CHECK_BELOW(start.right_weight, 0.5f);
        for (int i = 0; i < 1500; ++i) demo.step();
        const Snapshot picture = demo.picture();
        const auto& learning = picture.learning;
        CHECK_BELOW(learning.loss, 0.1f * start.loss);
        CHECK_AT_LEAST(learning.accuracy, 0.95f);
        CHECK_AT_LEAST(learning.right_weight, 0.6f);
        CHECK(learning.right_weight == *std::ranges::max_element(learning.head_weights));
        // The picture shows the trained layer itself: it answers the question on show.
        const auto& answer = learning.answer;
        CHECK(std::ranges::max_element(answer) - answer.begin() == learning.right_value);
      }
    }
  }
}
