// What the pictures of the demo are made of, and what happens when a network diverges.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <span>
#include <string>

#include "app/two_engines.h"
#include "autograd/ops_softmax.h"
#include "autograd/with_element.h"
#include "core/finite_difference.h"
#include "demos/activations/experiment.h"
#include "demos/activations/training.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::activations;

namespace {

struct Run : test::DemoRun<Snapshot> {
  Run(const test::Values& values, std::uint64_t seed) : DemoRun("activations", values, seed) {}
};

}  // namespace

TEST_CASE("activations: what is learned from are all points, with standardised coordinates") {
  for (const Data kind : {Data::circles, Data::moons, Data::spiral, Data::exclusive_or, Data::blobs}) {
    const PlaneData data(kind, Random(3));
    CHECK(data.all.labels == data.points.label);
    REQUIRE(data.all.labels.size() == point_count);
    float square = 0;
    for (const float v : data.all.inputs.values()) square += v * v;
    CHECK(square == doctest::Approx(2 * point_count).epsilon(1e-3));
  }
}

TEST_CASE("activations: the measured gradients are those of central differences") {
  const PlaneData data(Data::moons, Random(1));
  const DeepNet net({8, 3, 2, Start::xavier, Function::tanh}, Random(2));
  const Measurement m = measure(net, data.all);
  const auto loss = [&] {
    const NoRecording off;
    return static_cast<double>(cross_entropy(net.forward(data.all.inputs).logits(), data.all.labels).item());
  };
  for (const int layer : {0, 1, 3}) {
    const Variable& weight = net.weight(layer);
    const FiniteDifference difference = finite_difference<float>(
        [&](float value) { return with_element(weight, 5, value, loss); }, weight.value().values()[5]);
    REQUIRE(difference.smoothness == Smoothness::smooth);
    const double gradient = m.weight_gradient[static_cast<std::size_t>(layer)].values()[5];
    CHECK(std::abs(gradient - difference.central) < difference.uncertainty + 0.02 * std::abs(gradient));
  }
}

TEST_CASE("activations: a column of shares for each layer, a derivative for each curve") {
  Run run({{"activation", "gelu"}, {"depth", "7"}}, 1);
  const Matrix shares = run.picture().nets[0].histograms;
  REQUIRE(shares.columns == 7);
  for (int layer = 0; layer < 7; ++layer) {
    float sum = 0;
    for (int bin = 0; bin < shares.rows; ++bin) sum += shares.at(bin, layer);
    CHECK(sum == doctest::Approx(1));
  }
  run.change({{"page", "inside"}, {"layer", "50"}});
  CHECK(run.picture().layer == 7);  // there is no layer 50: the last one is shown
  for (const char* function : {"sigmoid", "tanh", "elu", "selu", "gelu"}) {
    run.change({{"activation", function}});
    const FunctionCurve curve = run.picture().nets[0].layer.curve;
    for (std::size_t i = 1; i + 1 < curve.x.size(); ++i) {
      if (std::abs(curve.x[i]) < 0.06f) continue;  // SELU has a corner at 0
      const float slope = (curve.y[i + 1] - curve.y[i - 1]) / (curve.x[i + 1] - curve.x[i - 1]);
      CHECK(curve.slope[i] == doctest::Approx(slope).epsilon(0.01));
    }
  }
}

TEST_CASE("activations: a halt leaves everything as it was, a smaller learning rate goes on from there") {
  Run run({{"compare", "0"},
           {"activation", "relu"},
           {"init", "unit"},
           {"width", "16"},
           {"depth", "10"},
           {"learning_rate", "10"}},
          1);
  const io::Bytes before = run.bytes();
  CHECK_THROWS_AS(run.step(), demo::Halt);
  CHECK(run.bytes() == before);
  run.change({{"activation", "tanh"}, {"learning_rate", "0.0001"}});
  CHECK_NOTHROW(run.step());
  CHECK(run.picture().step == 1);
}

TEST_CASE("activations: curves are those of the networks shown; B's are there from the start") {
  const auto names = [](Run& run) {
    std::vector<std::string> all;
    for (const demo::Curve& curve : run.experiment().curves()) all.push_back(curve.name);
    return all;
  };
  Run run({{"compare", "0"}, {"activation", "tanh"}, {"depth", "3"}, {"width", "8"}}, 1);
  run.step(10);
  using Names = std::vector<std::string>;
  CHECK(names(run) == Names{"a_loss", "a_gradient_ratio", "a_units_off"});
  CHECK(run.experiment().curves().back().quantity.empty());  // tanh switches no unit off
  run.change({{"compare", "1"}, {"activation_b", "relu"}, {"norm", "weights"}});
  CHECK(names(run) == Names{"a_loss", "a_weight_gradient_ratio", "a_units_off", "b_loss",
                            "b_weight_gradient_ratio", "b_units_off"});
  CHECK(run.experiment().curves().back().quantity == "units_off");
  CHECK(run.experiment().curves().back().x == std::vector<float>{0, 5, 10});
  CHECK(run.experiment().history.references().front().value == doctest::Approx(std::log(2.f)));
}

TEST_CASE("activations: what a curve and a picture show of a step is one measurement") {
  Run run({{"activation", "relu"}, {"init", "he"}, {"depth", "3"}, {"width", "8"}}, 1);
  run.step(10);
  const NetPicture net = run.picture().nets[0];
  CHECK(run.experiment().history.curve("a_loss").y.back() == net.loss);
  CHECK(run.experiment().history.curve("a_gradient_ratio").y.back() == net.ratio);
  run.change({{"activation", "tanh"}});  // other numbers come from the same weights
  CHECK(run.picture().nets[0].loss != net.loss);
}

TEST_CASE("activations: with weights from a file the optimiser begins anew") {
  const test::Values values = {{"optimizer", "momentum"},
                               {"activation", "prelu"},
                               {"init", "he"},
                               {"depth", "3"},
                               {"batch", "128"}};  // all points, in whatever order
  Run run(values, 1), fresh(values, 1);
  const auto start = fresh.experiment().named_tensors();
  REQUIRE(start.front().name == "a.0.weight");
  CHECK(start[2].name == "a.1.weight");  // PReLU's slope
  run.step(5);
  run.experiment().load_tensors(start);
  CHECK(run.picture().nets[0].loss == fresh.picture().nets[0].loss);
  CHECK(run.experiment().history.curve("a_loss").y.back() == fresh.picture().nets[0].loss);
  run.step();
  fresh.step();
  CHECK(run.picture().nets[0].loss == doctest::Approx(fresh.picture().nets[0].loss).epsilon(1e-4));
  const auto gradients = run.experiment().named_gradients();
  CHECK(gradients.front().name == "a.0.weight");
  CHECK(run.experiment().named_activations().front().name == "a.1.activation");
}

TEST_CASE("activations: numbers beyond float leave gaps, not nonsense") {
  Run run({{"compare", "0"}, {"activation", "relu"}, {"init", "unit"}, {"width", "128"}, {"depth", "50"}}, 1);
  const NetPicture net = run.picture().nets[0];
  CHECK_FALSE(std::isfinite(net.loss));
  CHECK(net.accuracy == 0);
  for (const char* page : {"inside", "training", "layers"}) {
    run.change({{"page", page}});
    CHECK_NOTHROW(run.bytes());
  }
  CHECK_THROWS_AS(run.step(), demo::Halt);
}

TEST_CASE("activations: the sentence above the picture names the failure and the cure with their numbers") {
  const auto told = [](const test::Values& values, int steps) {
    Run run(values, 1);
    run.step(steps);
    return test::sentence_of("activations", values, run);
  };
  using test::says;
  CHECK(told({}, 0).empty());  // a scene in which nothing has happened tells its story
  const std::string vanishing = told({}, 1);
  CHECK(says(vanishing, "e−12 of layer 20's gradient (vanished)."));
  CHECK(says(vanishing, " (kept)."));
  CHECK(says(told({{"activation", "relu"}, {"init", "unit"}}, 1), "A diverged at update 1"));
  CHECK(says(told({{"page", "training"}}, 20), "no better than chance"));
  test::Values dead = {{"activation", "relu"}, {"init", "he"},          {"depth", "10"},
                       {"width", "32"},        {"data", "spiral"},      {"optimizer", "adam"},
                       {"measured", "off"},    {"learning_rate", "0.1"}};
  const std::string killed = told(dead, 60);
  CHECK(killed.starts_with("A, B: "));  // of one recipe, said once
  CHECK(says(killed, "of the units are dead. Leaky ReLU would revive them."));
}

TEST_CASE("activations: it takes no photos, and says so") {
  test::TwoEngines app("activations");
  const std::string photo = std::string("P6 1 1 255\nabc");
  app.shell.take_photo(std::as_bytes(std::span(photo)));
  app.settle();
  CHECK(app.notice.find("takes no photos") != std::string::npos);
}
