// The backprop view, drawn without a window in every phase, narrow and wide, in both languages.
#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "demo/experiment.h"
#include "demo/view.h"
#include "ui/screen.h"

using namespace madang;

namespace {

using Values = std::vector<demo::NamedValue>;

struct Stage {
  explicit Stage(const Values& values, std::uint64_t seed = 1)
      : experiment(demo::make_experiment("backprop")), view(demo::make_view("backprop")) {
    set(values);
    experiment->reset(seed);
    hand.act = [this](const demo::Action& action) { actions.push_back(action); };
    hand.complain = [this](const Text& text) { complaints.push_back(text); };
    show();
  }
  void set(const Values& values) {
    auto of_experiment = experiment->fields();
    auto of_view = view->fields();
    REQUIRE(demo::set_values(of_experiment, values).empty());
    REQUIRE(demo::set_values(of_view, values).empty());
  }
  void show() { view->read(experiment->snapshot()); }
  void step() {
    experiment->step();
    show();
  }
  std::string setting(const char* name) {
    for (const auto& value : demo::values_of(view->fields()))
      if (value.name == name) return value.value;
    FAIL("no setting " << name);
    return {};
  }

  std::unique_ptr<demo::AnyExperiment> experiment;
  std::unique_ptr<demo::AnyView> view;
  demo::Hand hand;
  std::vector<demo::Action> actions;
  std::vector<Text> complaints;
};

void draw_everywhere(Stage& stage) {
  for (const float width : {320.f, 640.f, 1200.f})
    for (const Language language : {Language::korean, Language::english}) {
      test::Screen screen(width, 2400.f);
      stage.hand.language = language;
      for (int i = 0; i < 2; ++i) screen.frame([&] { stage.view->draw(stage.hand); });
      CHECK(screen.sane());
      CHECK(screen.rightmost() <= width);
      CHECK(screen.vertices() > 500);
      CHECK_FALSE(stage.view->describe(language).empty());
    }
}

}  // namespace

TEST_SUITE("demo: backprop view") {
  TEST_CASE("every phase of the walk, with hidden, output and bias chosen") {
    for (const Values& chosen : {Values{{"weight_layer", "1"}}, Values{{"weight_layer", "2"}},
                                 Values{{"weight_layer", "2"}, {"weight_from", "0"}}}) {
      Stage stage(chosen);
      for (int i = 0; i < 8; ++i) {
        draw_everywhere(stage);
        stage.step();
      }
    }
  }

  TEST_CASE("the largest and the smallest network, many classes, other rules") {
    Stage largest(Values{{"layers", "4"},
                         {"units1", "16"},
                         {"units2", "16"},
                         {"units3", "16"},
                         {"units4", "16"},
                         {"data", "spiral"},
                         {"classes", "4"},
                         {"loss", "cross_entropy"},
                         {"optimizer", "adam"},
                         {"weight_layer", "3"},
                         {"count", "1000"}});
    for (int i = 0; i < 12; ++i) largest.step();
    draw_everywhere(largest);
    Stage smallest(Values{{"layers", "0"}, {"mode", "train"}, {"weight_layer", "1"}});
    for (int i = 0; i < 20; ++i) smallest.step();
    draw_everywhere(smallest);
    Stage nothing(Values{{"data", "own"}});
    draw_everywhere(nothing);
  }

  TEST_CASE("the sentence says what stops a network, and when it is done") {
    const auto after = [](Values values, int steps) {
      values.push_back({"mode", "train"});
      Stage stage(values);
      for (int i = 0; i < steps; ++i) stage.experiment->step();
      stage.show();
      return stage.view->what_to_see(Language::english);
    };
    CHECK(after({}, 0).starts_with("Each update uses one batch"));
    CHECK(after({}, 300).starts_with("After 300 updates the boundary separates the points"));
    CHECK(after({{"layers", "0"}}, 300).find("Even the best line gets only 75.0%") != std::string::npos);
    CHECK(after({{"data", "spiral"}}, 600).find("More layers or units, or Adam") != std::string::npos);
    Values off = {{"activation", "relu"}, {"mode", "train"}};
    Stage dead(off, 2);
    for (int i = 0; i < 600; ++i) dead.experiment->step();
    dead.show();
    CHECK(dead.view->what_to_see(Language::english).find("every ReLU is off") != std::string::npos);
    CHECK(after({{"data", "own"}}, 0).starts_with("There are no points yet"));
  }

  TEST_CASE("a dropped file becomes own points; a bad one complains and changes nothing") {
    Stage stage(Values{});
    CHECK(stage.view->take_file(stage.hand, "x,y,class\n0,0,a\n2,4,b\n"));
    CHECK(stage.setting("data") == "own");
    CHECK(stage.setting("points") == "-1_-1_0~1_1_1");
    REQUIRE(stage.complaints.size() == 1);
    CHECK(stage.complaints[0].english.find("2 points read. Classes: a, b.") == 0);
    CHECK(stage.view->take_file(stage.hand, "1,2,0\n1,two,0\n"));
    CHECK(stage.setting("points") == "-1_-1_0~1_1_1");
    REQUIRE(stage.complaints.size() == 2);
    CHECK(stage.complaints[1].korean.find("2번째 줄 2번째 열") == 0);
  }

  TEST_CASE("a press on an own plane draws a point of the brush's class") {
    Stage stage(Values{{"data", "own"}, {"brush", "2"}});
    test::Screen screen(320.f, 2400.f);
    const auto draw = [&] { stage.view->draw(stage.hand); };
    screen.frame(draw);
    // down the middle until a press lands on the plane
    for (float y = 200.f; y < 1400.f && stage.setting("points").empty(); y += 40.f) {
      screen.mouse({180.f, y});
      screen.frame(draw);
      screen.press();
      screen.frame(draw);
      screen.release();
      screen.frame(draw);
    }
    const std::string points = stage.setting("points");
    CHECK(points.ends_with("_2"));
    CHECK(points.find('~') == std::string::npos);
  }
}
