// Step mode, phase by phase, against a 2-2-1 network worked out by hand in double precision.
#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <vector>

#include "demo/experiment.h"
#include "demos/backprop/experiment.h"

using namespace madang;
using namespace madang::demos::backprop;

namespace {

double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

/// x = (0.5, −0.25), y = 1; hidden tanh, output sigmoid, E = ½(y − ŷ)².
struct HandWorked {
  double w1[2][2] = {{0.8, -0.4}, {-0.3, 0.9}};
  double b1[2] = {0.1, -0.2};
  double w2[2] = {1.5, -0.7};
  double b2 = 0.05;
  double x[2] = {0.5, -0.25};

  double z1[2] = {w1[0][0] * x[0] + w1[0][1] * x[1] + b1[0], w1[1][0] * x[0] + w1[1][1] * x[1] + b1[1]};
  double a1[2] = {std::tanh(z1[0]), std::tanh(z1[1])};
  double z2 = w2[0] * a1[0] + w2[1] * a1[1] + b2;
  double prediction = sigmoid(z2);
  double error = 0.5 * (1 - prediction) * (1 - prediction);
  double delta2 = (prediction - 1) * prediction * (1 - prediction);
  double delta1[2] = {(1 - a1[0] * a1[0]) * delta2 * w2[0], (1 - a1[1] * a1[1]) * delta2* w2[1]};
};

auto near(double value) { return doctest::Approx(value).epsilon(1e-5); }

std::unique_ptr<demo::AnyExperiment> experiment_with(const std::vector<demo::NamedValue>& values) {
  auto experiment = demo::make_experiment("backprop");
  auto fields = experiment->fields();
  REQUIRE(demo::set_values(fields, values).empty());
  experiment->reset(1);
  return experiment;
}

Snapshot picture_of(demo::AnyExperiment& experiment) {
  return io::from_bytes<Snapshot>(experiment.snapshot());
}

void put(demo::AnyExperiment& experiment, int layer, int to, int from, double value) {
  experiment.act({"weight",
                  {static_cast<float>(layer), static_cast<float>(to), static_cast<float>(from),
                   static_cast<float>(value)},
                  {}});
}

std::unique_ptr<demo::AnyExperiment> worked_experiment(const HandWorked& h) {
  auto experiment = experiment_with({{"data", "own"},
                                     {"points", "0.5_-0.25_1~-0.5_0.5_0"},
                                     {"units1", "2"},
                                     {"activation", "tanh"},
                                     {"loss", "mse"},
                                     {"learning_rate", "0.5"},
                                     {"weight_layer", "1"},
                                     {"weight_to", "2"},
                                     {"weight_from", "1"}});
  for (int k = 0; k < 2; ++k) {
    for (int j = 0; j < 2; ++j) put(*experiment, 1, k + 1, j + 1, h.w1[k][j]);
    put(*experiment, 1, k + 1, 0, h.b1[k]);
    put(*experiment, 2, 1, k + 1, h.w2[k]);
  }
  put(*experiment, 2, 1, 0, h.b2);
  return experiment;
}

}  // namespace

TEST_SUITE("demo: backprop") {
  TEST_CASE("the walk uncovers forward, error, backward and update in order, with the right numbers") {
    const HandWorked h;
    const auto experiment = worked_experiment(h);
    Snapshot p = picture_of(*experiment);
    CHECK(p.phase == Phase::ready);
    CHECK(p.sample == 1);
    CHECK(p.input == std::vector<float>{0.5f, -0.25f});
    CHECK(p.target == std::vector<float>{1.f});
    CHECK(p.layers[0].z.empty());

    experiment->step();
    p = picture_of(*experiment);
    CHECK((p.phase == Phase::forward && p.layer == 1));
    for (std::size_t k = 0; k < 2; ++k) {
      CHECK(p.layers[0].z[k] == near(h.z1[k]));
      CHECK(p.layers[0].a[k] == near(h.a1[k]));
    }
    CHECK(p.layers[1].z.empty());

    experiment->step();
    p = picture_of(*experiment);
    CHECK((p.phase == Phase::forward && p.layer == 2));
    CHECK(p.layers[1].z[0] == near(h.z2));
    CHECK(p.layers[1].a[0] == near(h.prediction));
    CHECK_FALSE(p.error_known);

    experiment->step();
    p = picture_of(*experiment);
    CHECK(p.phase == Phase::error);
    CHECK(p.error == near(h.error));
    CHECK(p.layers[1].delta.empty());

    experiment->step();
    p = picture_of(*experiment);
    CHECK((p.phase == Phase::backward && p.layer == 2));
    CHECK(p.layers[1].delta[0] == near(h.delta2));
    for (int j = 0; j < 2; ++j) CHECK(p.layers[1].gradient.at(0, j) == near(h.delta2 * h.a1[j]));
    CHECK(p.layers[0].delta.empty());
    CHECK_FALSE(p.chain.known);

    experiment->step();
    p = picture_of(*experiment);
    CHECK((p.phase == Phase::backward && p.layer == 1));
    for (int k = 0; k < 2; ++k) {
      CHECK(p.layers[0].delta[static_cast<std::size_t>(k)] == near(h.delta1[k]));
      for (int j = 0; j < 2; ++j) CHECK(p.layers[0].gradient.at(k, j) == near(h.delta1[k] * h.x[j]));
    }

    experiment->step();
    p = picture_of(*experiment);
    CHECK(p.phase == Phase::update);
    for (int k = 0; k < 2; ++k)
      for (int j = 0; j < 2; ++j) {
        CHECK(p.layers[0].weight.at(k, j) == near(h.w1[k][j] - 0.5 * h.delta1[k] * h.x[j]));
        CHECK(p.layers[0].change.at(k, j) == doctest::Approx(-0.5 * h.delta1[k] * h.x[j]).epsilon(1e-3));
      }
    CHECK(p.layers[1].bias[0] == near(h.b2 - 0.5 * h.delta2));

    experiment->step();
    p = picture_of(*experiment);
    CHECK((p.phase == Phase::forward && p.layer == 1 && p.sample == 2));
    CHECK(p.input == std::vector<float>{-0.5f, 0.5f});
  }

  TEST_CASE("the chain of a hidden weight and of an output weight, factor by factor") {
    const HandWorked h;
    const auto experiment = worked_experiment(h);
    for (int i = 0; i < 5; ++i) experiment->step();
    Chain chain = picture_of(*experiment).chain;
    REQUIRE(chain.known);
    CHECK_FALSE(chain.output);
    CHECK(chain.weight == near(h.w1[1][0]));
    CHECK(chain.input == near(h.x[0]));
    CHECK(chain.slope == near(1 - h.a1[1] * h.a1[1]));
    REQUIRE(chain.next_deltas.size() == 1);
    CHECK(chain.next_deltas[0] == near(h.delta2));
    CHECK(chain.next_weights[0] == near(h.w2[1]));
    CHECK(chain.delta == near(h.delta1[1]));
    CHECK(chain.gradient == near(h.delta1[1] * h.x[0]));
    CHECK(chain.difference.smoothness == Smoothness::smooth);
    CHECK(chain.difference.central == near(h.delta1[1] * h.x[0]));

    auto fields = experiment->fields();
    REQUIRE(demo::set_values(fields, std::vector<demo::NamedValue>{{"weight_layer", "2"}, {"weight_to", "1"}})
                .empty());
    experiment->settings_changed();
    chain = picture_of(*experiment).chain;
    REQUIRE(chain.known);
    CHECK(chain.output);
    CHECK_FALSE(chain.combined);
    CHECK(chain.error_slope == near(h.prediction - 1));
    CHECK(chain.slope == near(h.prediction * (1 - h.prediction)));
    CHECK(chain.gradient == near(h.delta2 * h.a1[0]));
  }

  TEST_CASE("a sum that is 0 but for rounding stands on ReLU's kink, whichever side a float takes") {
    const auto experiment = experiment_with({{"data", "own"},
                                             {"points", "0.7_0.35_1~-0.5_0.5_0"},
                                             {"units1", "2"},
                                             {"activation", "relu"},
                                             {"weight_layer", "1"}});
    for (int i = 0; i < 5; ++i) experiment->step();
    int kinks = 0;
    for (int hundredths = 10; hundredths < 60;
         hundredths += 10) {  // 0.7 w = 0.14, 0.21, … and its bias −0.14 …
      put(*experiment, 1, 1, 1, hundredths / 100.0);
      put(*experiment, 1, 1, 2, 0);
      put(*experiment, 1, 1, 0, -0.7 * hundredths / 100.0);
      const Snapshot p = picture_of(*experiment);
      CAPTURE(hundredths);
      CHECK(std::abs(p.layers[0].z[0]) < 1e-7f);
      CHECK(p.largest_relative_error < 1e-3);
      kinks += p.kinks > 0;
      CHECK(p.kinks <= 3);  // two weights and a bias
    }
    CHECK(kinks == 5);
  }

  TEST_CASE("a weight edited in the middle of the walk changes the numbers, not the phase") {
    const HandWorked h;
    const auto experiment = worked_experiment(h);
    experiment->step();
    put(*experiment, 1, 1, 1, 0);
    const Snapshot p = picture_of(*experiment);
    CHECK((p.phase == Phase::forward && p.layer == 1));
    CHECK(p.layers[0].z[0] == near(h.w1[0][1] * h.x[1] + h.b1[0]));
  }

  TEST_CASE("an edit that names no weight, or no usable number, is refused and changes nothing") {
    const auto experiment = experiment_with({});
    const io::Bytes before = experiment->snapshot();
    for (const std::vector<float>& numbers : {std::vector<float>{},
                                              {0, 1, 1, 0.5f},
                                              {1, 5, 1, 0.5f},
                                              {1, 1, 3, 0.5f},
                                              {3, 1, 1, 0.5f},
                                              {1.5f, 1, 1, 0.5f},
                                              {NAN, 1, 1, 0.5f},
                                              {1, 1, 1, NAN},
                                              {1, 1, 1, 1001},
                                              {1, 1, 1, INFINITY},
                                              {1, 1, 1}})
      CHECK_THROWS_AS(experiment->act({"weight", numbers, {}}), demo::Halt);
    CHECK(experiment->snapshot() == before);
  }

  TEST_CASE("own points: none means nothing to step; drawing goes on with the same network") {
    const auto experiment = experiment_with({{"data", "own"}, {"mode", "train"}});
    CHECK_FALSE(experiment->can_step());
    experiment->step();
    CHECK(picture_of(*experiment).sample == 0);
    auto fields = experiment->fields();
    const auto draw = [&](const char* points) {
      REQUIRE(demo::set_values(fields, std::vector<demo::NamedValue>{{"points", points}}).empty());
      experiment->settings_changed();
    };
    draw("0.5_0.5_1~-0.5_-0.5_0");
    CHECK(experiment->can_step());
    for (int i = 0; i < 50; ++i) experiment->step();
    const Snapshot trained = picture_of(*experiment);
    CHECK(trained.train_accuracy == 1.f);
    CHECK(trained.test_accuracy == -1.f);
    draw("0.5_0.5_1~-0.5_-0.5_0~0.6_0.6_1");
    CHECK(picture_of(*experiment).layers[0].weight.values == trained.layers[0].weight.values);
    draw("0.5_0.5_1~-0.5_-0.5_0~0.6_0.6_2~rubbish");
    const Snapshot three = picture_of(*experiment);
    CHECK(three.sizes.back() == 3);
    CHECK(three.notice.english.find("'rubbish'") != std::string::npos);
  }

  TEST_CASE("same settings and seed, same run; another seed, another") {
    const std::vector<demo::NamedValue> values = {
        {"mode", "train"}, {"data", "spiral"}, {"optimizer", "adam"}};
    const auto first = experiment_with(values);
    const auto second = experiment_with(values);
    for (int i = 0; i < 100; ++i) {
      first->step();
      second->step();
    }
    CHECK(first->snapshot() == second->snapshot());
    second->reset(2);
    for (int i = 0; i < 100; ++i) second->step();
    CHECK(first->snapshot() != second->snapshot());
    second->reset(1);
    for (int i = 0; i < 100; ++i) second->step();
    CHECK(first->snapshot() == second->snapshot());
  }

  TEST_CASE("each data set can be learned by a network made for it") {
    struct Task {
      const char* data;
      const char* classes;
      float least;
    };
    for (const Task& task :
         {Task{"moons", "2", 0.95f}, Task{"circles", "2", 0.95f}, Task{"spiral", "2", 0.9f},
          Task{"spiral", "3", 0.8f}, Task{"blobs", "4", 0.95f}}) {
      const auto experiment = experiment_with({{"data", task.data},
                                               {"classes", task.classes},
                                               {"noise", "0.05"},
                                               {"mode", "train"},
                                               {"layers", "2"},
                                               {"units1", "16"},
                                               {"units2", "16"},
                                               {"optimizer", "adam"},
                                               {"loss", "cross_entropy"},
                                               {"learning_rate", "0.02"}});
      for (int i = 0; i < 2000; ++i) experiment->step();
      const Snapshot p = picture_of(*experiment);
      CAPTURE(task.data);
      CHECK(p.test_accuracy >= task.least);
      const demo::Curve& curve = experiment->history.curve("train_loss");
      CHECK(curve.y.size() == experiment->history.curve("test_loss").y.size());
      CHECK(curve.y.size() <= 400);
      CHECK(curve.y.back() < curve.y.front());
      CHECK((p.field_class.empty() == (task.classes[0] == '2')));
    }
  }
}
