// The row above a picture: scenes that set several settings at once, and pages.
#include "ui/head.h"

#include <algorithm>
#include <functional>
#include <string>

#include <cmath>

#include <doctest/doctest.h>

#include "core/error.h"
#include "ui/controls.h"
#include "ui/screen.h"

using namespace madang;
using namespace madang::ui;

namespace {

enum class Page { curves, weights };

struct Settings {
  Page page = Page::curves;
  float rate = 0.1f;
  int depth = 2;

  template <class Visitor>
  void visit(Visitor& v) {
    v.choice("page", page, {.label = {"보기", "Show"}, .tooltip = {}},
             {{"curves", {"곡선", "Curves"}}, {"weights", {"가중치", "Weights"}}});
    v.number("rate", rate, {.label = {"학습률", "Rate"}, .tooltip = {}}, 0.f, 1.f);
    v.integer("depth", depth, {.label = {"깊이", "Depth"}, .tooltip = {}}, 1, 9);
  }
};

const demo::Head both = {.scenes = {{{"얕게", "Shallow"}, {"얕다", "Shallow"}, "depth=1&rate=0.10"},
                                    {{"깊게", "Deep"}, {"깊다", "Deep"}, "depth=9", "rate=0.5"}},
                         .choices = {"page"}};

/// Presses the place `x` css px into the row. Returns the row's height.
float press_row(test::Screen& screen, Settings& settings, float x, float width) {
  const demo::Hand hand;
  ImVec2 low;
  float height = 0;
  const auto frame = [&] {
    screen.frame([&] {
      low = ImGui::GetCursorScreenPos();
      auto fields = demo::fields_of(settings);
      head(hand, fields, both, width);
      height = ImGui::GetItemRectSize().y;
    });
  };
  frame();
  screen.click({low.x + x, low.y + 10.f}, frame);
  return height;
}

}  // namespace

TEST_CASE("head: a press sets the settings of a scene or a page, whatever else is set") {
  test::Screen screen(600.f);
  Settings settings{.page = Page::weights};
  press_row(screen, settings, 80.f, 500.f);
  CHECK(settings.depth == 9);
  CHECK(settings.rate == 0.5f);
  CHECK(settings.page == Page::weights);
  settings.rate = 0.2f;  // what a scene begins with may be changed in it: it is still pressed
  press_row(screen, settings, 80.f, 500.f);
  CHECK(settings.rate == 0.2f);
  press_row(screen, settings, 150.f, 500.f);
  CHECK(settings.page == Page::curves);
}

TEST_CASE("head: one row however narrow it is") {
  test::Screen screen(600.f);
  Settings settings;
  const float wide = press_row(screen, settings, 590.f, 500.f);
  for (const float width : {300.f, 200.f, 120.f}) {
    test::Screen narrow(600.f);
    CHECK(press_row(narrow, settings, 590.f, width) == wide);
  }
}

TEST_CASE("head: the scene in force is told by its state, which may be written otherwise") {
  Settings settings{.rate = 0.1f, .depth = 1};
  auto fields = demo::fields_of(settings);
  CHECK(scene_in_force(fields, both.scenes) == &both.scenes[0]);
  settings.depth = 9;
  CHECK(scene_in_force(fields, both.scenes) == &both.scenes[1]);
  settings.depth = 5;
  CHECK(scene_in_force(fields, both.scenes) == nullptr);
  CHECK(settings.depth == 5);
  CHECK(settings.rate == 0.1f);
}

TEST_CASE("head: a scene that names a setting or a value that is not there is a mistake") {
  Settings settings;
  auto fields = demo::fields_of(settings);
  for (const char* state : {"width=3", "depth=10", "depth"}) {
    CAPTURE(state);
    const demo::Scene scene{{"가", "A"}, {"나", "B"}, state};
    CHECK_THROWS_AS(scene_in_force(fields, {&scene, 1}), Error);
    CHECK_THROWS_AS(begin(fields, scene), Error);
  }
}

TEST_CASE("head: in a narrow row each list has room for what it says") {
  test::Screen screen(600.f);
  Settings settings;
  float page = 0.f, needed = 0.f;
  screen.frame([&] {
    demo::Hand hand;
    hand.language = Language::english;
    needed = dropdown_width("Curves");
    CHECK(needed == std::floor(needed));  // ImGui draws no part of a pixel, which the last letter may need
    auto fields = demo::fields_of(settings);
    head(hand, fields, both, dropdown_width("Choose a scene") + needed + 8.f);
    page = ImGui::GetItemRectSize().x;
  });
  CHECK(page == doctest::Approx(needed).epsilon(0.01));
  CHECK(needed > dropdown_width(""));
}

TEST_CASE("head: in its whole width no list is cut, and in its least one a long list is") {
  test::Screen screen(600.f);
  Settings settings;
  screen.frame([&] {
    demo::Hand hand;
    hand.language = Language::english;
    const auto fields = demo::fields_of(settings);
    const std::string pages[] = {"Curves", "Weights"}, scenes[] = {"Shallow", "Deep"};
    const float of_pages = std::min(segmented_width(pages), dropdown_width("Weights"));
    const float of_scenes = std::min(segmented_width(scenes), dropdown_width("Choose a scene"));
    CHECK(whole_head_width(hand, fields, both) == of_scenes + 8.f + of_pages);
    CHECK(whole_head_width(hand, fields, {}) == 0.f);
    demo::Head long_name = both;
    long_name.scenes[0].name.english = "A name as long as that of no scene";
    CHECK(whole_head_width(hand, fields, long_name) > 128.f + 8.f + of_pages);
    CHECK(least_head_width(hand, fields, long_name) == 128.f + 8.f + of_pages);
  });
}
