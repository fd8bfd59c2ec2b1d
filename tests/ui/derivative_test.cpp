#include "ui/derivative.h"

#include <doctest/doctest.h>

using namespace madang;

namespace {

bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("derivative: what a comparison has shown is said in both languages") {
  const FiniteDifference smooth{Smoothness::smooth, 0.25, 0.25, 0.25, 2e-3, 1e-5};
  CHECK(ui::verdict_text(Language::english, 0.2, smooth) == "relative error 0.2");
  CHECK(ui::verdict_text(Language::korean, 0.2, smooth) == "상대 오차 0.2");
  CHECK(ui::derivative_text(Language::english, 0.2, smooth) ==
        "backpropagation 0.2, central difference 0.25 (h = 0.002), relative error 0.2");

  const FiniteDifference hidden{Smoothness::smooth, 3e-5, 0, 0, 2e-3, 1e-4};
  CHECK(ui::verdict_text(Language::english, 0, hidden) == "equal within rounding, ±0.0001");
  CHECK(says(ui::verdict_text(Language::korean, 0, hidden), "반올림 오차"));

  const FiniteDifference kink{Smoothness::kink, 0.25, 0, 0.5, 1e-5, 1e-9};
  const std::string told = ui::derivative_text(Language::english, 0, kink);
  CHECK(says(told, "a kink: left slope 0, right slope 0.5"));
  CHECK(says(told, "the subgradient 0 between them"));
  CHECK_FALSE(says(told, "error"));
  CHECK(says(ui::verdict_text(Language::korean, 0, kink), "꺾인 점: 왼쪽 기울기 0, 오른쪽 기울기 0.5"));
  CHECK(says(ui::verdict_text(Language::english, 0.6, kink), "0.6, is not between them"));
  CHECK(says(ui::verdict_text(Language::korean, 0.6, kink), "그 사이에 있지 않음"));

  CHECK(says(ui::verdict_text(Language::english, 0, {Smoothness::jump}), "a jump"));
  CHECK(says(ui::verdict_text(Language::korean, 0, {Smoothness::jump}), "불연속점"));
  CHECK(says(ui::verdict_text(Language::english, 0, {}), "not finite"));
  CHECK(says(ui::verdict_text(Language::korean, 0, {}), "유한하지 않아"));
}
