// Two fingers on a picture, and one that rests.
#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "ui/controls.h"
#include "ui/finger.h"
#include "ui/heat_map.h"
#include "ui/image_grid.h"
#include "ui/line_plot.h"
#include "ui/plane_plot.h"
#include "ui/screen.h"
#include "ui/sketch_pad.h"
#include "ui/slider.h"
#include "ui/zoom.h"

using namespace madang;
using namespace madang::ui;
using madang::test::Screen;

namespace {

constexpr ZoomOptions free_zoom = {.most = 8.f};

/// What lies at `at` of the place, in parts of the whole.
ImVec2 seen_at(const Zoom& shown, ImVec2 at) {
  return {shown.low.x + at.x * (shown.high.x - shown.low.x),
          shown.low.y + at.y * (shown.high.y - shown.low.y)};
}

}  // namespace

TEST_CASE("what the fingers are on stays under them while it grows") {
  const ImVec2 at = {0.25f, 0.7f};
  Zoom shown;
  for (const float factor : {1.5f, 1.3f, 2.f}) {
    const ImVec2 before = seen_at(shown, at);
    shown = magnified(shown, at, factor, {}, free_zoom);
    CHECK(seen_at(shown, at).x == doctest::Approx(before.x));
    CHECK(seen_at(shown, at).y == doctest::Approx(before.y));
  }
  CHECK(shown.factor() == doctest::Approx(3.9f));
  const Zoom moved = magnified(shown, at, 1.f, {0.1f, 0.f}, free_zoom);
  CHECK(seen_at(moved, {at.x + 0.1f, at.y}).x == doctest::Approx(seen_at(shown, at).x));
}

TEST_CASE("a zoom has its limits: the factor at most, the picture's sides, and the whole of it") {
  Zoom shown = magnified({}, {0.f, 1.f}, 100.f, {}, free_zoom);
  CHECK(shown.factor() == doctest::Approx(8.f));
  CHECK(shown.low.x == 0.f);
  CHECK(shown.high.y == doctest::Approx(1.f));
  shown = magnified(shown, {0.5f, 0.5f}, 1.f, {5.f, -5.f}, free_zoom);
  CHECK(shown.low.x == 0.f);
  CHECK(shown.high.y == doctest::Approx(1.f));
  CHECK(magnified(shown, {0.5f, 0.5f}, 0.126f, {}, free_zoom).whole());
  CHECK(magnified({}, {0.5f, 0.5f}, 3.f, {}, {.most = 8.f, .sideways = true}).high.y == 1.f);
  const Box whole = Zoom{{0.5f, 0.f}, {1.f, 0.5f}}.whole_around({{100.f, 100.f}, {200.f, 200.f}});
  CHECK(whole.low.x == 0.f);
  CHECK(whole.high.y == 300.f);
}

TEST_CASE("two fingers magnify a plot, its mark brings the whole back, and presses nothing else") {
  std::vector<float> y;
  for (int i = 0; i <= 100; ++i) y.push_back(static_cast<float>(i));
  const Series series[] = {{.name = "y", .y = y}};
  Screen screen(400.f);
  LinePlotResult result;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    result = line_plot("plot", series, {.legend = false, .width = 300.f});
  };
  const auto hovered_at = [&](float x) {
    screen.mouse({low.x + x, low.y + 90.f});
    screen.frame(draw);
    screen.frame(draw);
    return result.hovered_x.value_or(-1.f);
  };
  screen.frame(draw);
  const float left = hovered_at(80.f), right = hovered_at(280.f);
  hovered_at(170.f);
  CHECK(screen.host.zooms);
  screen.host.pinch.factor = 4.f;
  screen.frame(draw);
  const float nearer = hovered_at(280.f) - hovered_at(80.f);
  CHECK(nearer < 0.3f * (right - left));
  CHECK(screen.sane());
  screen.mouse({low.x + 280.f, low.y + 17.f});  // the mark
  screen.frame(draw);
  screen.press();
  screen.frame(draw);
  screen.release();
  screen.frame(draw);
  CHECK(!result.clicked_x);
  CHECK(hovered_at(280.f) == right);
}

TEST_CASE("magnified pictures keep what lies under the pointer, and draw inside their place") {
  Matrix matrix{60, 60, std::vector<float>(3600, 0.5f)};
  const GridImage image[] = {{.image = Image::of(matrix)}};
  Screen screen(400.f);
  ImVec2 low;
  Cell cell, pixel;
  std::optional<PlanePosition> position;
  int piece = 0;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    if (piece == 0) cell = heat_map("map", matrix, {.width = 300.f}).hovered;
    if (piece == 1) pixel = image_grid("images", image, {.width = 300.f}).pixel;
    if (piece == 2) position = plane_plot("plane", {}, {.width = 300.f, .height = 300.f}).hovered;
  };
  for (piece = 0; piece < 3; ++piece) {
    screen.mouse({low.x + 100.f, low.y + 100.f});
    screen.frame(draw);
    screen.frame(draw);
    const Cell cell_before = cell, pixel_before = pixel;
    const auto position_before = position;
    screen.host.pinch.factor = 3.f;
    screen.frame(draw);
    screen.frame(draw);
    CHECK(cell == cell_before);
    CHECK(pixel == pixel_before);
    if (position) CHECK(position->x == doctest::Approx(position_before->x));
    CHECK(screen.host.zooms);
    CHECK(screen.host.takes_drag);  // it can be moved now
    CHECK(screen.sane());
  }
  CHECK(cell);
  CHECK(pixel);
  CHECK(position);
}

TEST_CASE("a drag is the picture's on a sketch pad and on a pressed number, else the page's") {
  Screen screen(400.f);
  Matrix pad{28, 28, std::vector<float>(784)}, numbers{2, 2, std::vector<float>(4, 1.f)};
  bool sketching = true;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    if (sketching)
      sketch_pad("pad", pad);
    else
      heat_map("numbers", numbers, {.editable = true});
  };
  const auto rest = [&] {
    screen.finger({low.x + 20.f, low.y + 20.f});
    screen.frame(draw);
    screen.frame(draw);
    return screen.host.takes_drag;
  };
  screen.frame(draw);
  CHECK(rest());
  sketching = false;
  CHECK(!rest());
  screen.press();
  screen.frame(draw);
  screen.release();
  screen.frame(draw);
  CHECK(rest());
}

TEST_CASE("a drag to the side is the picture's where a widget is, else nobody's") {
  Screen screen(400.f);
  float value = 0.5f;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    slider("slider", value, 200.f, {.name = "Rate"});
  };
  const auto rest = [&](ImVec2 at) {
    screen.finger(at);
    screen.frame(draw);
    screen.frame(draw);
    return takes_sideways();
  };
  screen.frame(draw);
  CHECK(rest({low.x + 60.f, low.y + 10.f}));
  CHECK(!screen.host.takes_drag);  // up and down it is the page's
  CHECK(!rest({low.x + 60.f, low.y + 200.f}));
}

TEST_CASE("a drag scrolls a window that has more than is seen, and is the page's where it has not") {
  Screen screen(400.f, 300.f);
  float height = 900.f, scrolled = 0.f;
  const auto draw = [&] {
    ImGui::Dummy({100.f, height});
    scroll_by_drag();
    scrolled = ImGui::GetScrollY();
  };
  const auto drag_up = [&] {
    screen.finger({200.f, 200.f});
    for (int i = 0; i < 2; ++i) screen.frame(draw);
    const bool taken = screen.host.takes_drag;
    screen.press();
    screen.frame(draw);
    screen.mouse({200.f, 150.f});
    for (int i = 0; i < 2; ++i) screen.frame(draw);
    screen.release();
    screen.frame(draw);
    return taken;
  };
  CHECK(drag_up());
  CHECK(scrolled == 50.f);
  height = 40.f;
  for (int i = 0; i < 2; ++i) screen.frame(draw);
  CHECK(!drag_up());
  CHECK(scrolled == 0.f);
}

TEST_CASE("a finger that rests reads the tooltip, and its lifting is then no click") {
  Screen screen(400.f);
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    button("press me");
    tooltip("what it does");
  };
  screen.frame(draw);
  screen.finger({low.x + 10.f, low.y + 10.f});
  for (int i = 0; i < 20; ++i) screen.frame(draw);
  CHECK(!screen.host.finger.explained);
  for (int i = 0; i < 20; ++i) screen.frame(draw);  // 40 frames: two thirds of a second
  CHECK(screen.host.finger.explained);
}

TEST_CASE("a tooltip is drawn with no more frames than were asked for, and then none is") {
  for (const bool touch : {true, false}) {
    CAPTURE(touch);
    Screen screen(400.f);
    ImVec2 low;
    const auto draw = [&] {
      low = ImGui::GetCursorScreenPos();
      button("press me");
      tooltip("what it does");
    };
    screen.frame(draw);
    const ImVec2 at = {low.x + 10.f, low.y + 10.f};
    if (touch)
      screen.finger(at);
    else
      screen.mouse(at);
    for (int i = 0; i < 3; ++i) screen.frame(draw);  // as after any input
    const int vertices = screen.vertices();
    int frames = 0;
    for (double wanted = end_frame(); wanted < 1e6 && frames < 100; ++frames, wanted = end_frame()) {
      ImGui::GetIO().DeltaTime = std::max(1.f / 60.f, static_cast<float>(wanted));
      screen.frame(draw);
    }
    CHECK(frames < 100);
    CHECK(screen.vertices() > vertices);
  }
}
