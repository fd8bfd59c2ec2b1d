// Settings as a view draws them: a choice without its label.
#include "ui/field.h"

#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "core/error.h"
#include "ui/screen.h"

using namespace madang;
using namespace madang::ui;

namespace {

enum class Page { curves, weights, images };

struct Settings {
  Page page = Page::curves;
  float rate = 0.1f;
  int depth = 2;

  template <class Visitor>
  void visit(Visitor& v) {
    v.choice(
        "page", page, {.label = {"보기", "Show"}, .tooltip = {}},
        {{"curves", {"곡선", "Curves"}}, {"weights", {"가중치", "Weights"}}, {"images", {"그림", "Images"}}});
    v.number("rate", rate, {.label = {"학습률", "Rate"}, .tooltip = {}}, 0.f, 1.f);
    v.integer("depth", depth, {.label = {"깊이", "Depth"}, .tooltip = {}}, 1, 9);
  }
};

struct Parts {
  demo::Hand& hand;
  Settings& settings;
};

/// Presses the place `x` css px into the first row of what is drawn. True when the row said that it changed.
bool press_row(test::Screen& screen, float x, const std::function<bool()>& draw) {
  ImVec2 low;
  bool changed = false;
  const auto frame = [&] {
    screen.frame([&] {
      low = ImGui::GetCursorScreenPos();
      changed = draw() || changed;
    });
  };
  frame();
  screen.click({low.x + x, low.y + 10.f}, frame);
  return changed;
}

}  // namespace

TEST_CASE("choice: a press takes the option below it; the pressed one changes nothing") {
  test::Screen screen(600.f);
  demo::Hand hand;
  Settings settings;
  const Parts parts{hand, settings};
  const auto draw = [&] { return choice(parts, &Settings::page); };
  CHECK(press_row(screen, 80.f, draw));
  CHECK(settings.page == Page::weights);
  CHECK_FALSE(press_row(screen, 80.f, draw));
  screen.frame([&] { CHECK_FALSE(field(parts, &Settings::rate)); });
  CHECK_THROWS_WITH_AS(choice(hand, demo::field_of(settings, &Settings::rate)),
                       "ui::choice: 'rate' is no choice", Error);
}
