// The drawing, the curves, the mistakes, and the weights that come back.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "app/two_engines.h"
#include "data/digit.h"
#include "demo/view.h"
#include "demos/cnn/experiment.h"
#include "demos/cnn/training.h"
#include "io/refused.h"
#include "io/sketch.h"
#include "support/data_files.h"
#include "support/demo_run.h"

using namespace madang;
using namespace madang::demos::cnn;

namespace {

/// A vertical bar of ink in a corner.
Matrix corner_bar() {
  Matrix drawing{side, side, std::vector<float>(side * side)};
  for (int row = 1; row < 9; ++row) drawing.at(row, 2) = drawing.at(row, 3) = 1;
  return drawing;
}

std::unique_ptr<demo::AnyExperiment> made(const test::Values& values) {
  auto experiment = demo::make_experiment("cnn");
  auto fields = experiment->fields();
  CHECK(demo::set_values(fields, values).empty());
  test::load_files(*experiment);
  experiment->reset(1);
  return experiment;
}

Snapshot picture(demo::AnyExperiment& experiment) { return io::from_bytes<Snapshot>(experiment.snapshot()); }

}  // namespace

TEST_CASE("cnn: what is drawn is what every layer answers to") {
  const auto experiment = made({});
  const Snapshot example = picture(*experiment);
  CHECK(example.truth >= 0);
  auto fields = experiment->fields();
  const std::string drawing = io::write_sketch(corner_bar());
  CHECK(demo::set_values(fields,
                         std::vector<demo::NamedValue>{{"drawing", drawing}, {"layer", "2"}, {"map", "5"}})
            .empty());
  experiment->settings_changed();
  const Snapshot drawn = picture(*experiment);
  CHECK(drawn.truth == -1);
  CHECK(drawn.input.values == data::centred_digit(corner_bar()).values);
  REQUIRE(drawn.layers.size() == 5);
  for (std::size_t i = 0; i < drawn.layers.size(); ++i) CHECK(drawn.layers[i].maps != example.layers[i].maps);
  CHECK(std::accumulate(drawn.chances.begin(), drawn.chances.end(), 0.f) == doctest::Approx(1));
  CHECK(drawn.inside.layer == 2);
  CHECK(drawn.inside.map == 5);
  CHECK(drawn.inside.filters.size() == 8 * 5 * 5);
  const auto& maps = drawn.layers[2].maps;
  CHECK(std::equal(drawn.inside.values.values.begin(), drawn.inside.values.values.end(),
                   maps.begin() + 5 * 64));
}

TEST_CASE("cnn: ∂ / ∂ input is the slope of the map's largest number") {
  const auto experiment = made({{"layer", "2"}, {"map", "3"}});
  const Snapshot s = picture(*experiment);
  const auto strongest = std::ranges::max_element(s.inside.sees.values);
  REQUIRE(*strongest > 0);
  const ConvNet net = first_net({}, 1);
  const auto largest = [&](float change) {
    std::vector<float> pixels = s.input.values;
    pixels[static_cast<std::size_t>(strongest - s.inside.sees.values.begin())] += change;
    const NoRecording off;
    const Tensor maps =
        net.outputs(constant(Tensor::from({1, 1, side, side}, pixels)), Mode::evaluation)[2].value();
    return std::ranges::max(maps.values().subspan(3 * 64, 64));
  };
  constexpr float h = 1e-3f;
  CHECK(*strongest == doctest::Approx((largest(h) - largest(-h)) / (2 * h)).epsilon(0.02));
}

TEST_CASE("cnn: the learning rate rises and falls once per cycle") {
  Settings settings;
  CHECK(rate_factor(settings, 0, 100) == doctest::Approx(0.04));
  CHECK(rate_factor(settings, 29, 100) == doctest::Approx(1).epsilon(0.01));
  CHECK(rate_factor(settings, 99, 100) < 0.001f);
  CHECK(rate_factor(settings, 100, 100) == rate_factor(settings, 0, 100));
  settings.plan = Plan::constant;
  CHECK(rate_factor(settings, 99, 100) == 1);
}

TEST_CASE("cnn: saved weights come back into another run; those of another network are refused") {
  const auto first = made({{"network", "resnet"}, {"batch", "8"}});
  for (int i = 0; i < 3; ++i) first->step();
  const auto saved = first->named_tensors();
  const auto second = made({{"network", "resnet"}, {"batch", "8"}});
  CHECK(picture(*second).chances != picture(*first).chances);
  second->load_tensors(saved);
  CHECK(picture(*second).chances == picture(*first).chances);
  const auto other = made({});
  const auto before = picture(*other).chances;
  CHECK_THROWS_AS(other->load_tensors(saved), io::Refused);
  CHECK(picture(*other).chances == before);
}

TEST_CASE("cnn: times are shown once the reader has asked for them") {
  const auto experiment = made({{"batch", "8"}, {"page", "networks"}});
  experiment->step();
  CHECK(picture(*experiment).seconds == 0);
  CHECK(picture(*experiment).zoo.front().answer_ms == 0);
  experiment->act({.name = measure, .numbers = {}, .text = {}});
  CHECK(picture(*experiment).seconds > 0);
  CHECK(picture(*experiment).zoo.back().training_ms > 0);
}

TEST_CASE("cnn: what to see: an answer that is a guess, then one that is known, and what is wrong") {
  const auto sentence = [](const test::Values& values, int steps) {
    const auto experiment = made(values);
    for (int i = 0; i < steps; ++i) experiment->step();
    const auto view = demo::make_view("cnn");
    auto fields = view->fields();
    REQUIRE(demo::set_values(fields, values).empty());
    view->read(experiment->snapshot());
    return view->what_to_see(Language::english);
  };
  CHECK(sentence({}, 0).find("has learned nothing yet") != std::string::npos);
  CHECK(sentence({}, 100).find("After 1,600 images LeNet reads this as 7 (99.9%)") != std::string::npos);
  CHECK(sentence({{"learning_rate", "0.0001"}}, 40).find("no better than guessing") != std::string::npos);
  CHECK(sentence({{"page", "networks"}}, 0).find("AlexNet, 51,866; fewest: Inception, 4,555") !=
        std::string::npos);
  CHECK(sentence({{"page", "mistakes"}}, 0).find("Not tested yet") != std::string::npos);
  CHECK(sentence({{"page", "mistakes"}}, 300).find("2 → 3, 33 times") != std::string::npos);
}

TEST_CASE("cnn: the page of mistakes is as high before the first test as after it") {
  for (const float width : {341.f, 1053.f}) {
    test::TwoEngines page("cnn", "v=1&page=mistakes", width);
    for (int i = 0; i < 4; ++i) page.draw();
    const float height = page.height;
    page.press(app::Press::step, 190);
    for (int i = 0; i < 4; ++i) page.draw();
    CHECK(page.told.find("Test accuracy") != std::string::npos);
    CHECK(page.height == height);
  }
}

TEST_CASE("cnn: opens with a five that it hardly knows; on its way, play makes it sure") {
  test::TwoEngines page("cnn");
  CHECK(page.told.find("Its answer to the image shown: 5 (2") != std::string::npos);
  page.press(app::Press::step, 40);
  CHECK(page.told.find("Its answer to the image shown: 5 (9") != std::string::npos);
}

TEST_CASE("cnn: a link to another page leaves no room for the page before it") {
  for (const float width : {302.f, 741.f}) {
    const test::TwoEngines fresh("cnn", "v=1&page=networks", width);
    test::TwoEngines page("cnn", "v=1&step=30&layer=2&map=0", width);
    CHECK(page.height != fresh.height);
    page.shell.open("v=1&page=networks");
    for (int i = 0; i < 8; ++i) page.draw();  // the page draws while the engine works
    page.settle();
    CHECK(page.height == fresh.height);
  }
}
