// The formulas and numbers of the text, computed.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "demos/rnn/experiment.h"
#include "demos/rnn/training.h"
#include "support/demo_run.h"
#include "support/demo_text.h"

using namespace madang;
using namespace madang::demos::rnn;

namespace {

const Tensor& parameter_of(const std::vector<NamedParameter>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &NamedParameter::name);
  REQUIRE(found != all.end());
  return found->variable.value();
}

double norm_of(const std::vector<double>& row) {
  double sum = 0;
  for (const double x : row) sum += x * x;
  return std::sqrt(sum);
}

}  // namespace

TEST_CASE("rnn: what is left after fifty steps is what the text says") {
  const auto kept = [](double bias) { return 1 / (1 + std::exp(-bias)); };
  CHECK(std::pow(0.8, 50) == doctest::Approx(1.4e-5).epsilon(0.03));
  CHECK(test::both_texts_say("rnn", R"($0.8^{50}\approx 1.4\cdot10^{-5}$)"));
  CHECK(kept(1) == doctest::Approx(0.73).epsilon(0.005));
  CHECK(test::both_texts_say("rnn", R"($\sigma(1)\approx 0.73$)"));
  CHECK(std::pow(kept(1), 50) == doctest::Approx(1.6e-7).epsilon(0.03));
  CHECK(test::both_texts_say("rnn", R"($1.6\cdot10^{-7}$)"));
  CHECK(std::pow(kept(4), 50) == doctest::Approx(0.40).epsilon(0.01));
  CHECK(test::both_texts_say("rnn", R"($\sigma(4)^{50}\approx 0.40$)"));
}

TEST_CASE(
    "rnn: the gradient k steps back is the row times J_T … J_{T−k+1}, the latest first, as in the text") {
  Settings settings;
  settings.length = 8;
  settings.hidden = 5;
  const Lesson lesson(settings, 2);
  const Model model = first_model(Cell::rnn, settings, lesson, 2);
  const auto weights = model.named_parameters();
  const Tensor &recurrent = parameter_of(weights, "cell.weight_hh_l0"),
               &head = parameter_of(weights, "head.weight");
  const Walk walk = model.walk(first_rows(lesson.probe(), 1).inputs);
  const auto hidden = static_cast<std::size_t>(settings.hidden);
  // (ŷ − y)² by h_T
  const float residual =
      model.read(walk.steps.back().hidden).item() - lesson.probe().targets.values().front();
  std::vector<double> row;
  for (const float w : head.values())
    row.push_back(2.0 * static_cast<double>(residual) * static_cast<double>(w));
  const Reach reach = reach_of(model, lesson, lesson.probe(), 1);
  for (std::size_t k = 0; k < walk.steps.size(); ++k) {
    CHECK(static_cast<double>(reach.hidden[k]) == doctest::Approx(norm_of(row)).epsilon(1e-4));
    const Tensor h = walk.steps[walk.steps.size() - 1 - k].hidden.value();
    std::vector<double> earlier(hidden);  // row diag(1 − h²) W_hh
    for (std::size_t i = 0; i < hidden; ++i)
      for (std::size_t j = 0; j < hidden; ++j)
        earlier[j] += row[i] * (1 - std::pow(static_cast<double>(h.values()[i]), 2)) *
                      static_cast<double>(recurrent.values()[i * hidden + j]);
    row = earlier;
  }
  CHECK(test::both_texts_say("rnn", R"(\frac{\partial L_T}{\partial h_T}\,J_T\,J_{T-1}\cdots J_{T-k+1})"));
  CHECK(test::both_texts_say("rnn", R"(\mathrm{diag}\!\left(1-h_t^2\right)W_{hh})"));
}

TEST_CASE("rnn: GRU resets after the product, as the text says it does and Cho et al. do not") {
  Settings settings;
  settings.length = 4;
  const Lesson lesson(settings, 2);
  const Model model = first_model(Cell::gru, settings, lesson, 2);
  const auto weights = model.named_parameters();
  const auto hidden = static_cast<std::size_t>(settings.hidden);
  const auto entry = [&](const char* name, std::size_t row, std::size_t columns, std::size_t column) {
    return static_cast<double>(parameter_of(weights, name).values()[(2 * hidden + row) * columns + column]);
  };
  const Batch batch = first_rows(lesson.probe(), 1);
  const Walk walk = model.walk(batch.inputs);
  const auto before = walk.steps[1].hidden.value().values(), after = walk.steps[2].hidden.value().values();
  const auto reset = walk.steps[2].reset_gate.value().values(),
             update = walk.steps[2].update_gate.value().values();
  const auto features = static_cast<std::size_t>(lesson.features());
  for (std::size_t i = 0; i < hidden; ++i) {
    double input = entry("cell.bias_ih_l0", i, 1, 0), past = entry("cell.bias_hh_l0", i, 1, 0);
    for (std::size_t j = 0; j < features; ++j)
      input += entry("cell.weight_ih_l0", i, features, j) *
               static_cast<double>(batch.inputs.values()[2 * features + j]);
    for (std::size_t j = 0; j < hidden; ++j)
      past += entry("cell.weight_hh_l0", i, hidden, j) * static_cast<double>(before[j]);
    const double z = static_cast<double>(update[i]);
    const double n = std::tanh(input + static_cast<double>(reset[i]) * past);
    CHECK(static_cast<double>(after[i]) ==
          doctest::Approx((1 - z) * n + z * static_cast<double>(before[i])).epsilon(1e-4));
  }
  CHECK(test::both_texts_say("rnn", R"(n_t=\tanh\!\big(W x_t + r_t\odot (U h_{t-1})\big))"));
  CHECK(test::both_texts_say("rnn", R"($U(r_t\odot h_{t-1})$)"));
}

TEST_CASE(
    "rnn: with the uniform start of the text's link the gradient of all three is gone before 50 steps") {
  Settings settings;
  settings.rnn_start = RnnStart::uniform;
  settings.gate_bias = 0;
  const Training training(settings, 1, all_cells);
  for (const Learner& learner : training.learners()) CHECK(learner.first.far_share < 1e-6f);
  CHECK(test::text_says("rnn", {"셋 다 50스텝 전에는 기울기가 닿지 않는다",
                                "in all three the gradient is gone before 50 steps"}));
}

namespace {

using Run = test::DemoRun<Snapshot>;

/// The state of the tour's two steps on copy memory.
Run recalled(const char* gate_bias) {
  Run run("rnn", {{"task", "recall"}, {"length", "50"}, {"learning_rate", "0.003"}, {"gate_bias", gate_bias}},
          4);
  run.step(200);
  return run;
}

}  // namespace

TEST_CASE("rnn: the numbers of the tour hold whatever the rounding of a machine makes of the run") {
  const auto plain = recalled("1").picture().cells, open = recalled("4").picture().cells;
  CHECK(plain[0].solved);
  CHECK(plain[0].right == 1.f);
  for (const int gated : {1, 2}) CHECK(plain[static_cast<std::size_t>(gated)].loss > 1.9f);
  CHECK(test::text_says("rnn", {"LSTM과 GRU는 찍는 손실 2.08 언저리이고", "are still near 2.08"}));
  CHECK(open[1].right == 1.f);
  CHECK(open[1].loss < 0.32f);  // a fifth below what is said
  CHECK(test::text_says("rnn", {"손실은 0.4 아래", "a loss below 0.4"}));
  Run adding("rnn", {{"length", "30"}});
  adding.step(250);
  const auto cells = adding.picture().cells;
  CHECK(cells[0].loss == doctest::Approx(0.145).epsilon(0.02));
  CHECK(cells[1].loss == doctest::Approx(0.017).epsilon(0.1));
  CHECK(cells[2].loss == doctest::Approx(0.001).epsilon(0.3));
  CHECK(test::text_says("rnn", {"GRU 0.001, LSTM 0.017이고, RNN만 0.145로", "to 0.001 and LSTM to 0.017"}));
}
