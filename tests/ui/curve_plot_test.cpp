#include "ui/curve_plot.h"

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
