#include "ui/curve_plot.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "ui/screen.h"

using namespace madang;

namespace {

/// The corners of a plot of "speed".
int corners(const demo::History& history, const demo::Ghost* ghost = nullptr) {
  demo::Hand hand;
  hand.history = &history;
  hand.ghost = ghost;
  test::Screen screen(500.f);
  for (int i = 0; i < 3; ++i) screen.frame([&] { ui::curve_plot(hand, "speed"); });
  CHECK(screen.sane());
  return screen.vertices();
}

demo::Curve curve(const char* name, const char* quantity) {
  return {.name = name, .label = {"속도", "speed"}, .quantity = quantity};
}

}  // namespace

TEST_CASE("curve plot: as high before the first curve as with all of them, whose names take several lines") {
  std::vector<demo::Curve> curves;
  for (const char* name : {"a", "b", "c"}) curves.push_back(curve(name, "speed"));
  for (demo::Curve& each : curves) each.label = {"아주 빠른 달리기의 속도", "speed of a very fast run"};
  demo::History history(curves);
  const demo::History single({curves.front()});
  const auto height = [](const demo::History& history) {
    demo::Hand hand;
    hand.history = &history;
    test::Screen screen(300.f);
    float drawn = 0.f;
    screen.frame([&] {
      ui::curve_plot(hand, "speed");
      drawn = ImGui::GetCursorPosY();
    });
    return drawn;
  };
  const float empty = height(history);
  for (const char* name : {"a", "b", "c"}) history.set(name, {0.f}, {1.f});
  CHECK(height(history) == empty);
  for (const char* name : {"a", "b", "c"}) history.set(name, {0.f, 1.f}, {1.f, 2.f});
  CHECK(height(history) == empty);
  CHECK(empty > height(single));  // a legend of more than one line
}

TEST_CASE("curve plot: what is seldom measured is named from the start, and its first value is drawn") {
  demo::Curve seldom = curve("b", "speed");
  seldom.interval = 100;
  demo::History history({curve("a", "speed"), seldom});
  history.set("a", {0.f, 1.f}, {1.f, 2.f});
  const int awaited = corners(history);
  demo::History alone({curve("a", "speed")});
  alone.set("a", {0.f, 1.f}, {1.f, 2.f});
  CHECK(awaited > corners(alone));  // its name
  history.set("b", {1.f}, {1.5f});
  CHECK(corners(history) > awaited);  // its dot
}

TEST_CASE(
    "curve plot: the curves of its quantity that have a point, their spread, reference lines and ghost") {
  demo::History one({curve("a", "speed")});
  const int none = corners(one);
  one.set("a", {1.f, 2.f}, {3.f, 5.f});
  const int alone = corners(one);
  CHECK(alone != none);
  demo::History others({curve("a", "speed"), curve("empty", "speed"), curve("other", "loss")});
  others.set("a", {1.f, 2.f}, {3.f, 5.f});
  others.set("other", {1.f, 2.f}, {3.f, 5.f});
  CHECK(corners(others) == alone);
  demo::History spread = one;
  spread.set("a", {1.f, 2.f}, {3.f, 5.f}, {2.9f, 4.9f}, {3.1f, 5.1f});
  CHECK(corners(spread) > alone);
  demo::History referred(one.curves(), {{"speed", {"최고", "best"}, 4.f}, {"loss", {"찍기", "chance"}, 4.f}});
  CHECK(corners(referred) > alone);
  const demo::Ghost ghost{{"이전: 전", "before: x"}, one};
  CHECK(corners(one, &ghost) > alone);
}

namespace {

/// How many words stand in one line of what was drawn last: letters that touch or nearly do make a word.
int words_in_line(float top, float bottom) {
  constexpr float between_words = 6.f;
  std::vector<std::pair<float, float>> letters;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (int i = 0; i + 3 < list->VtxBuffer.Size; ++i) {
      const ImDrawVert *a = &list->VtxBuffer[i], *c = a + 2;  // a letter: four corners, clockwise
      if (a[0].pos.y < top || c->pos.y > bottom || c->pos.y - a->pos.y < 4.f || c->pos.x <= a->pos.x)
        continue;
      if (a[1].pos.y == a->pos.y && a[3].pos.x == a->pos.x) letters.push_back({a->pos.x, c->pos.x});
    }
  std::ranges::sort(letters);
  int words = 0;
  float end = -INFINITY;
  for (const auto& [low, high] : letters) {
    if (low > end + between_words) ++words;
    end = std::max(end, high);
  }
  return words;
}

}  // namespace

TEST_CASE(
    "curve plot: while the steps grow, two of their numbers at least stand beside the name of the axis") {
  for (const float width : {150.f, 320.f}) {
    test::Screen screen(width);
    demo::Hand hand;
    for (int steps = 2; steps <= 1000; steps += steps < 60 ? 1 : 13) {
      demo::History history({curve("a", "speed")});
      history.set("a", {0.f, static_cast<float>(steps)}, {1.f, 2.f});
      hand.history = &history;
      float bottom = 0.f;
      screen.frame([&] {
        ui::curve_plot(hand, "speed");
        bottom = ImGui::GetItemRectMax().y;
      });
      CAPTURE(width);
      CAPTURE(steps);
      CHECK(words_in_line(bottom - 19.f, bottom + 2.f) >= 3);
    }
  }
}

TEST_CASE("curve plot: shares are told in percent") {
  const auto drawn = [](bool share) {
    demo::Curve accuracy = curve("a", "speed");
    accuracy.share = share;
    demo::History history({accuracy});
    history.set("a", {0.f, 1.f}, {0.f, 0.05f});
    return corners(history);
  };
  CHECK(drawn(true) < drawn(false));  // "0%", "1%" for "0.00", "0.01"
}
