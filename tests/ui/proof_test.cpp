#include "ui/proof.h"

#include <cmath>

#include <doctest/doctest.h>

#include "ui/screen.h"

using namespace madang;

TEST_CASE("proof: a badge that a press unfolds; none before anything was compared") {
  test::Screen screen(600.f);
  const demo::Hand hand;
  float end = 0.f, top = 0.f;
  const auto draw = [&](float value) {
    screen.frame([&] {
      top = ImGui::GetCursorScreenPos().y;
      ui::proof(hand, "p", {.value = value, .limit = 1e-4f, .told = "two ways of computing the same"});
      end = ImGui::GetCursorScreenPos().y;
    });
    return screen.vertices();
  };
  draw(NAN);
  CHECK(end == top);
  const int folded = draw(5e-7f);
  CHECK(end > top);
  screen.mouse({30.f, top + 10.f});
  draw(5e-7f);
  screen.press();
  draw(5e-7f);
  screen.release();
  for (int i = 0; i < 3; ++i) draw(5e-7f);
  CHECK(draw(5e-7f) > folded);
}
