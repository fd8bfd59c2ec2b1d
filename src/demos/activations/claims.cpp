// What the catalogue says this demo proves, driven as the page drives it: by settings, steps and snapshots.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include "demo/experiment.h"
#include "demos/activations/experiment.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::activations;

namespace {

using test::Values;

struct Run : test::DemoRun<Snapshot> {
  Run(const Values& values, std::uint64_t seed) : DemoRun("activations", values, seed) {}
  NetPicture net(std::size_t index = 0) { return picture().nets.at(index); }
};

constexpr std::uint64_t seeds[] = {1, 2, 3, 4, 5};

bool balanced(float ratio) { return ratio >= 0.05f && ratio <= 20.f; }

}  // namespace

TEST_SUITE("claims") {
  TEST_CASE("activations: through 20 layers of sigmoid less than a millionth of the gradient comes back") {
    for (const auto seed : seeds)
      for (const char* start : {"xavier", "lecun", "he"}) {
        CAPTURE(start);
        Run run({{"activation", "sigmoid"}, {"init", start}}, seed);
        for (const char* norm : {"sums", "weights"}) {
          run.change({{"norm", norm}});
          const NetPicture net = run.net();
          REQUIRE(net.gradient.size() == 20);
          CHECK(net.ratio == doctest::Approx(net.gradient.front() / net.gradient.back()));
          CHECK(net.ratio > 0);
          CHECK(net.ratio < 1e-6f);
          if (start != std::string("xavier") || norm != std::string("sums")) continue;
          CHECK(net.ratio > 1e-13f);  // the picture that the demo begins with: about a trillionth
          CHECK(net.ratio < 1e-11f);
        }
      }
  }

  TEST_CASE("activations: ReLU with He and tanh with Xavier keep the gradient, at depth 20 and 50") {
    for (const auto seed : seeds)
      for (const char* depth : {"20", "50"}) {
        Run run({{"activation", "relu"},
                 {"init", "he"},
                 {"compare", "1"},
                 {"activation_b", "tanh"},
                 {"init_b", "xavier"},
                 {"depth", depth}},
                seed);
        CHECK(balanced(run.net(0).ratio));
        CHECK(balanced(run.net(1).ratio));
      }
  }

  TEST_CASE("activations: it stays so while they train, and they learn what sigmoid does not") {
    for (const auto seed : seeds) {
      CAPTURE(seed);
      Run run({{"compare", "1"}, {"width", "32"}}, seed);  // sigmoid with Xavier, ReLU with He
      float best = 0;  // so deep a net swings under plain gradient descent: the best moment counts
      for (int i = 0; i < 12; ++i) {
        run.step(10);
        CHECK(run.net(0).ratio < 1e-6f);
        CHECK(run.net(0).accuracy < 0.7f);
        CHECK(balanced(run.net(1).ratio));
        best = std::max(best, run.net(1).accuracy);
      }
      CHECK(best > 0.95f);
      run.change({{"activation", "tanh"}});  // the seed's Xavier weights, hardly changed by sigmoid
      for (int i = 0; i < 6; ++i) {
        CHECK(balanced(run.net(0).ratio));
        run.step(20);
      }
      CHECK(run.net(0).accuracy > 0.6f);
    }
  }

  TEST_CASE("activations: SELU with LeCun keeps mean 0 and variance 1 through 50 layers; ReLU does not") {
    for (const auto seed : seeds) {
      Run run({{"activation", "relu"},
               {"init", "lecun"},
               {"compare", "1"},
               {"activation_b", "selu"},
               {"init_b", "lecun"},
               {"depth", "50"}},
              seed);
      const NetPicture selu = run.net(1);
      for (std::size_t layer = 0; layer < 50; ++layer) {
        CHECK(std::abs(selu.mean[layer]) < 0.25f);
        CHECK(selu.variance[layer] > 0.5f);
        CHECK(selu.variance[layer] < 2.f);
      }
      CHECK(run.net(0).variance.back() < 1e-9f);
    }
  }

  TEST_CASE(
      "activations: weights too large make the gradient explode; that network stops, the other goes on") {
    for (const auto seed : seeds) {
      const Values values = {{"activation", "relu"}, {"init", "unit"}, {"width", "32"}};
      Run run(values, seed);
      CHECK(run.net().ratio > 1e6f);
      CHECK_THROWS_AS(run.step(20), demo::Halt);
      Values both = values;
      both.push_back({"compare", "1"});
      Run pair(both, seed);
      pair.step(40);
      const Snapshot picture = pair.picture();
      CHECK(picture.nets[0].stopped);
      CHECK_FALSE(picture.nets[0].reason.english.empty());
      CHECK_FALSE(picture.nets[1].stopped);
      CHECK(picture.nets[1].loss < 0.8f);
    }
  }

  TEST_CASE("activations: a large learning rate kills ReLUs, and Leaky ReLU revives them") {
    const Values values = {{"activation", "relu"}, {"init", "he"},     {"activation_b", "relu"},
                           {"init_b", "he"},       {"compare", "1"},   {"depth", "10"},
                           {"width", "32"},        {"data", "spiral"}, {"optimizer", "adam"},
                           {"leaky_slope", "0.1"}};
    // Means over the seeds: single runs at such a rate are a lottery.
    float killed_share = 0, dead_accuracy = 0, revived_accuracy = 0;
    for (const auto seed : seeds) {
      CAPTURE(seed);
      Values gentle = values, violent = values;
      gentle.push_back({"learning_rate", "0.003"});
      violent.push_back({"learning_rate", "0.1"});
      Run calm(gentle, seed);
      calm.step(60);
      Run run(violent, seed);
      run.step(60);
      const NetPicture killed = run.net(0);
      CHECK(killed.off_share > calm.net().off_share + 0.2f);
      killed_share += killed.off_share / std::size(seeds);
      // From here on both learn gently, and only B has its function exchanged; its weights stay.
      run.change({{"learning_rate", "0.003"}, {"activation_b", "leaky_relu"}});
      run.step(200);
      const NetPicture dead = run.net(0), revived = run.net(1);
      CHECK(dead.off_share > killed.off_share - 0.1f);
      CHECK(revived.off_share < killed.off_share - 0.2f);
      dead_accuracy += dead.accuracy / std::size(seeds);
      revived_accuracy += revived.accuracy / std::size(seeds);
    }
    CHECK(killed_share > 0.7f);  // some eight in ten
    CHECK(killed_share < 0.9f);
    CHECK(revived_accuracy > 0.85f);
    CHECK(revived_accuracy > dead_accuracy + 0.1f);
  }

  TEST_CASE("activations: PReLU learns its slopes") {
    for (const auto seed : seeds) {
      Run run({{"activation", "prelu"}, {"init", "he"}, {"depth", "10"}, {"width", "32"}}, seed);
      CHECK(std::ranges::all_of(run.net().slopes, [](float a) { return a == 0.25f; }));
      run.step(150);
      const NetPicture net = run.net();
      REQUIRE(net.slopes.size() == 10);
      CHECK(std::ranges::none_of(net.slopes, [](float a) { return a == 0.25f; }));
      CHECK(net.accuracy > 0.9f);
    }
  }

  TEST_CASE("activations: each layer's factor is what √(n Var(w) E[f′²]) says") {
    for (const auto seed : seeds) {
      Run run({{"page", "inside"}, {"init", "lecun"}, {"depth", "12"}}, seed);
      for (const char* function : {"sigmoid", "tanh", "relu", "leaky_relu", "prelu", "elu", "selu", "gelu"})
        for (const char* layer : {"3", "8", "12"}) {  // the last one hands on to two outputs only
          CAPTURE(function);
          CAPTURE(layer);
          run.change({{"activation", function}, {"layer", layer}});
          const LayerPicture picture = run.net().layer;
          CHECK(picture.gain / picture.expected_gain > 0.65f);
          CHECK(picture.gain / picture.expected_gain < 1.35f);
        }
    }
  }

  TEST_CASE("activations: A and B of one recipe are one network") {
    for (const auto seed : seeds) {
      Run run({{"compare", "1"},
               {"activation_b", "sigmoid"},
               {"init_b", "xavier"},
               {"page", "training"},
               {"depth", "5"},
               {"width", "16"}},
              seed);
      run.step(30);
      const Snapshot picture = run.picture();
      CHECK(picture.nets[0].loss_curve == picture.nets[1].loss_curve);
      CHECK(picture.nets[0].gradient == picture.nets[1].gradient);
    }
  }
}
