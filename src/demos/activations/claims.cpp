// What the catalogue says this demo proves, driven as the page drives it: by settings, steps and snapshots.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include "demo/experiment.h"
#include "demos/activations/experiment.h"
#include "support/claim.h"
#include "support/demo_run.h"
#include "support/demo_text.h"
#include "support/seeds.h"

using namespace madang;
using namespace madang::demos::activations;

namespace {

using test::Values;

struct Run : test::DemoRun<Snapshot> {
  Run(const Values& values, std::uint64_t seed) : DemoRun("activations", values, seed) {}
  NetPicture net(std::size_t index = 0) { return picture().nets.at(index); }
};

constexpr int seed_count = 5;

/// The gradient of the first layer over that of the last.
void check_balanced(float ratio, float factor = 30) {
  CHECK_AT_LEAST(ratio, 1 / factor);
  CHECK_AT_MOST(ratio, factor);
}

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("activations: through 20 layers of sigmoid less than a millionth of the gradient comes back") {
    for (const auto seed : test::seeds(seed_count))
      for (const char* start : {"xavier", "lecun", "he"}) {
        CAPTURE(start);
        Run run({{"activation", "sigmoid"}, {"init", start}}, seed);
        for (const char* norm : {"sums", "weights"}) {
          run.change({{"norm", norm}});
          const NetPicture net = run.net();
          REQUIRE(net.gradient.size() == 20);
          CHECK(net.ratio == doctest::Approx(net.gradient.front() / net.gradient.back()));
          CHECK(net.ratio > 0);
          CHECK_BELOW(net.ratio, 1e-6f);
          if (start != std::string("xavier") || norm != std::string("sums")) continue;
          CHECK_ABOVE(net.ratio, 1e-13f);  // the picture that the demo begins with: about a trillionth
          CHECK_BELOW(net.ratio, 1e-11f);
        }
      }
  }

  TEST_CASE("activations: ReLU with He and tanh with Xavier keep the gradient, at depth 20 and 50") {
    for (const auto seed : test::seeds(seed_count))
      for (const char* depth : {"20", "50"}) {
        Run run({{"activation", "relu"},
                 {"init", "he"},
                 {"compare", "1"},
                 {"activation_b", "tanh"},
                 {"init_b", "xavier"},
                 {"depth", depth}},
                seed);
        check_balanced(run.net(0).ratio);
        check_balanced(run.net(1).ratio);
      }
  }

  TEST_CASE("activations: it stays so while they train, and they learn what sigmoid does not") {
    constexpr float moving = 300;  // in training it moves, yet stays far from the sigmoid's millionth
    for (const auto seed : test::seeds(seed_count)) {
      CAPTURE(seed);
      Run run({{"compare", "1"}, {"width", "32"}}, seed);  // sigmoid with Xavier, ReLU with He
      float best = 0;  // so deep a net swings under plain gradient descent: the best moment counts
      for (int i = 0; i < 12; ++i) {
        run.step(10);
        CHECK_BELOW(run.net(0).ratio, 1e-6f);
        CHECK_BELOW(run.net(0).accuracy, 0.7f);
        check_balanced(run.net(1).ratio, moving);
        best = std::max(best, run.net(1).accuracy);
      }
      CHECK_ABOVE(best, 0.9f);
      run.change({{"activation", "tanh"}});  // the seed's Xavier weights, hardly changed by sigmoid
      best = 0;
      for (int i = 0; i < 6; ++i) {
        check_balanced(run.net(0).ratio, moving);
        run.step(20);
        best = std::max(best, run.net(0).accuracy);
      }
      CHECK_ABOVE(best, 0.6f);
    }
  }

  TEST_CASE("activations: SELU with LeCun keeps mean 0 and variance 1 through 50 layers; ReLU does not") {
    for (const auto seed : test::seeds(seed_count)) {
      Run run({{"activation", "relu"},
               {"init", "lecun"},
               {"compare", "1"},
               {"activation_b", "selu"},
               {"init_b", "lecun"},
               {"depth", "50"}},
              seed);
      const NetPicture selu = run.net(1);
      for (std::size_t layer = 0; layer < 50; ++layer) {
        CHECK_BELOW(std::abs(selu.mean[layer]), 0.25f);
        CHECK_ABOVE(selu.variance[layer], 0.5f);
        CHECK_BELOW(selu.variance[layer], 2.f);
      }
      CHECK_BELOW(run.net(0).variance.back(), 1e-9f);
    }
  }

  TEST_CASE(
      "activations: weights too large make the gradient explode; that network stops, the other goes on") {
    for (const auto seed : test::seeds(seed_count)) {
      const Values both = {{"activation", "relu"}, {"init", "unit"}, {"width", "32"}};
      Values alone = both;
      alone.push_back({"compare", "0"});
      Run run(alone, seed);
      CHECK_ABOVE(run.net().ratio, 1e6f);
      CHECK_THROWS_AS(run.step(20), demo::Halt);
      Run pair(both, seed);
      Snapshot picture;
      float loss = 1;  // the least of some looks, since it swings
      for (int i = 0; i < 8; ++i) {
        pair.step(5);
        picture = pair.picture();
        loss = std::min(loss, picture.nets[1].loss);
      }
      CHECK(picture.nets[0].stopped);
      CHECK_FALSE(picture.nets[0].reason.english.empty());
      CHECK_FALSE(picture.nets[1].stopped);
      CHECK_BELOW(loss, 0.65f);  // ln 2 = 0.69 knows nothing
    }
  }

  TEST_CASE("activations: a large learning rate kills ReLUs, and Leaky ReLU revives them") {
    const Values values = {{"activation", "relu"}, {"init", "he"},     {"activation_b", "relu"},
                           {"init_b", "he"},       {"compare", "1"},   {"depth", "10"},
                           {"width", "32"},        {"data", "spiral"}, {"optimizer", "adam"},
                           {"leaky_slope", "0.1"}};
    // Means over many seeds: single runs at such a rate are a lottery.
    constexpr int lots = 10;
    float killed_share = 0, revived_share = 0, dead_accuracy = 0, revived_accuracy = 0;
    for (const auto seed : test::seeds(lots)) {
      CAPTURE(seed);
      Values gentle = values, violent = values;
      gentle.push_back({"learning_rate", "0.003"});
      violent.push_back({"learning_rate", "0.1"});
      Run calm(gentle, seed);
      calm.step(60);
      Run run(violent, seed);
      run.step(60);
      const NetPicture killed = run.net(0);
      CHECK_ABOVE(killed.off_share, calm.net().off_share + 0.2f);
      killed_share += killed.off_share / lots;
      // From here on both learn gently, and only B has its function exchanged; its weights stay.
      run.change({{"learning_rate", "0.003"}, {"activation_b", "leaky_relu"}});
      run.step(200);
      const NetPicture dead = run.net(0), revived = run.net(1);
      CHECK_ABOVE(dead.off_share, killed.off_share - 0.1f);
      revived_share += revived.off_share / lots;
      dead_accuracy += dead.accuracy / lots;
      revived_accuracy += revived.accuracy / lots;
    }
    CHECK_ABOVE(killed_share, 0.7f);  // some eight in ten
    CHECK_BELOW(killed_share, 0.9f);
    CHECK(test::text_says("activations", {"60번 갱신하는 동안 열 유닛 가운데 여덟쯤이 꺼진다",
                                          "about eight in ten within 60 updates"}));
    CHECK_BELOW(revived_share, killed_share - 0.25f);
    CHECK_ABOVE(revived_accuracy, 0.85f);
    CHECK_ABOVE(revived_accuracy, dead_accuracy + 0.06f);
  }

  TEST_CASE("activations: PReLU learns its slopes") {
    for (const auto seed : test::seeds(seed_count)) {
      Run run({{"activation", "prelu"}, {"init", "he"}, {"depth", "10"}, {"width", "32"}}, seed);
      CHECK(std::ranges::all_of(run.net().slopes, [](float a) { return a == 0.25f; }));
      run.step(150);
      const NetPicture net = run.net();
      REQUIRE(net.slopes.size() == 10);
      CHECK(std::ranges::none_of(net.slopes, [](float a) { return a == 0.25f; }));
      CHECK_ABOVE(net.accuracy, 0.9f);
    }
  }

  TEST_CASE("activations: each layer's factor is what √(n Var(w) E[f′²]) says") {
    for (const auto seed : test::seeds(seed_count)) {
      Run run({{"page", "inside"}, {"init", "lecun"}, {"depth", "12"}}, seed);
      for (const char* function : {"sigmoid", "tanh", "relu", "leaky_relu", "prelu", "elu", "selu", "gelu"})
        for (const char* layer : {"3", "8", "12"}) {  // the last one hands on to two outputs only
          CAPTURE(function);
          CAPTURE(layer);
          run.change({{"activation", function}, {"layer", layer}});
          const Gain gain = run.net().layer.gain;
          CHECK_ABOVE(gain.measured / gain.expected, 0.65f);
          CHECK_BELOW(gain.measured / gain.expected, 1.35f);
        }
    }
  }

  TEST_CASE("activations: A and B of one recipe are one network") {
    for (const auto seed : test::seeds(seed_count)) {
      Run run({{"compare", "1"},
               {"activation_b", "sigmoid"},
               {"init_b", "xavier"},
               {"page", "training"},
               {"depth", "5"},
               {"width", "16"}},
              seed);
      run.step(30);
      const Snapshot picture = run.picture();
      const demo::History& history = run.experiment().history;
      REQUIRE(history.points() > 5);
      CHECK(history.curve("a_loss").y == history.curve("b_loss").y);
      CHECK(picture.nets[0].gradient == picture.nets[1].gradient);
    }
  }
}
