// The numbers of the text, computed.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "demo/experiment.h"
#include "demos/activations/experiment.h"
#include "support/demo_run.h"
#include "support/demo_text.h"
#include "ui/text.h"

using namespace madang;

namespace {

using Run = test::DemoRun<demos::activations::Snapshot>;

/// What the gradient is multiplied by on its way through a layer of 64 units: of the ratio of the first
/// layer's to the last one's the root, geometric mean over seeds.
float factor_of(const char* function, const char* start) {
  constexpr int seeds = 10;
  float sum = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto net =
        Run("activations", {{"activation", function}, {"init", start}}, seed).picture().nets.at(0);
    sum += std::log(net.ratio) / static_cast<float>(net.gradient.size() - 1);
  }
  return std::exp(sum / seeds);
}

}  // namespace

TEST_CASE("activations: the factors that the text gives for weights from N(0, 1)") {
  const float sigmoid = factor_of("sigmoid", "unit"), tanh = factor_of("tanh", "unit");
  CHECK(test::text_says("activations", {"시그모이드에서는 " + ui::fixed_text(sigmoid, 1) + "이다",
                                        "small nearly everywhere, it is " + ui::fixed_text(sigmoid, 1)}));
  CHECK(test::text_says("activations", {"배율이 tanh에서 " + ui::fixed_text(tanh, 1),
                                        "the factor is " + ui::fixed_text(tanh, 1) + " for tanh"}));
  CHECK(test::text_says("activations", {"ReLU 계열에서 6쯤", "about 6 for ReLU and its relatives"}));
  for (const char* relative : {"relu", "leaky_relu", "elu", "selu", "gelu"}) {
    CAPTURE(relative);
    CHECK(factor_of(relative, "unit") == doctest::Approx(6).epsilon(0.1));
  }
}

TEST_CASE(
    "activations: nineteen times a quarter is what the text says, and no slope of a sigmoid is larger") {
  CHECK(std::pow(0.25, 19) == doctest::Approx(4e-12).epsilon(0.1));
  CHECK(test::both_texts_say("activations", R"($4^{-19}\approx 4\cdot10^{-12}$)"));
  CHECK(Run("activations").picture().nets.at(0).gradient.size() == 20);  // nineteen ways between two layers
  const std::string factor = ui::fixed_text(factor_of("sigmoid", "xavier"));
  CHECK(test::text_says("activations", {"Xavier 초기화에서는 배율이 평균 " + factor,
                                        "with Xavier's weights the factor is " + factor + " on average"}));
}

TEST_CASE("activations: the scene of the exploding gradient diverges at its first update, as it says") {
  Run run("activations", {{"compare", "0"}, {"activation", "relu"}, {"init", "unit"}});
  CHECK_THROWS_AS(run.step(), demo::Halt);
}

TEST_CASE("activations: the numbers of the tour hold whatever the rounding of a machine makes of the run") {
  Run deep("activations", {{"page", "training"}});
  deep.step(300);
  CHECK(deep.picture().nets.at(0).loss == doctest::Approx(std::log(2.f)).epsilon(0.01));
  CHECK(deep.picture().nets.at(1).loss < 0.005f);  // half of what is said
  CHECK(deep.picture().nets.at(1).accuracy == 1.f);
  CHECK(test::text_says("activations", {"B는 0.01 아래로", "B has come down below 0.01"}));
  Run dead("activations", {{"activation", "relu"},
                           {"init", "he"},
                           {"depth", "10"},
                           {"width", "32"},
                           {"data", "spiral"},
                           {"optimizer", "adam"},
                           {"learning_rate", "0.1"},
                           {"leaky_slope", "0.1"},
                           {"page", "training"}});
  dead.step(60);
  dead.change({{"learning_rate", "0.003"}, {"activation", "leaky_relu"}});
  dead.step(100);
  CHECK(dead.picture().nets.at(0).accuracy > 0.92f);
  CHECK(dead.picture().nets.at(1).accuracy == doctest::Approx(0.8).epsilon(0.05));
  CHECK(
      test::text_says("activations", {"정확도가 90%를 넘고, B는 꺼진 채 80%쯤", "over 90% of its answers"}));
}

TEST_CASE(
    "activations: the ratios of the tour: of the cure, of what explodes, and of a measure that deceives") {
  const auto ratio = [](const test::Values& values, std::size_t net = 0) {
    return Run("activations", values).picture().nets.at(net).ratio;
  };
  CHECK(ui::number_text(ratio({}, 1), 2) == "0.76");
  CHECK(test::text_says("activations", {"마지막 층의 0.76배", "receives 0.76 of the last"}));
  const float exploding = ratio({{"init", "unit"}, {"activation", "tanh"}});
  CHECK(exploding > 2e6f);
  CHECK(exploding < 1e7f);
  CHECK(test::text_says("activations", {"마지막 층의 수백만 배", "millions of times as much as the last"}));
  const auto deceived = [&](const char* norm) {
    return ui::number_text(ratio({{"init", "tiny"}, {"activation", "relu"}, {"norm", norm}}), 2);
  };
  CHECK(test::text_says("activations", {"∂L/∂W로 재면 " + deceived("weights") + "배",
                                        "∂L/∂W, with a ratio of " + deceived("weights")}));
  CHECK(test::text_says("activations", {"∂L/∂z로 바꾸면 " + deceived("sums") + "배",
                                        "Switch the panel to ∂L/∂z and it is " + deceived("sums")}));
}
