#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "ui/colour_map.h"
#include "ui/theme.h"

using namespace madang;
using namespace madang::ui;

namespace {
constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan_value = std::numeric_limits<float>::quiet_NaN();
}  // namespace

TEST_CASE("the sequential map grows lighter with every step") {
  float before = -1.f;
  for (int i = 0; i <= 100; ++i) {
    const float now = luminance(colour_at(ColourMap::sequential, static_cast<float>(i) / 100.f, false));
    CHECK(now > before);
    before = now;
  }
}

TEST_CASE("the diverging map moves away from the panel on both sides") {
  for (const bool dark : {false, true}) {
    const ImU32 middle = colour_at(ColourMap::diverging, 0.5f, dark);
    for (const float side : {-1.f, 1.f}) {
      float before = 1.f;
      for (int i = 1; i <= 20; ++i) {
        const ImU32 colour =
            colour_at(ColourMap::diverging, 0.5f + side * static_cast<float>(i) / 40.f, dark);
        const float now = contrast(colour, middle);
        CHECK(now > before);
        before = now;
      }
      CHECK(before > 4.5f);
    }
  }
}

TEST_CASE("negative is orange and positive is blue") {
  for (const bool dark : {false, true}) {
    const ImVec4 low = ImGui::ColorConvertU32ToFloat4(colour_at(ColourMap::diverging, 0.1f, dark));
    const ImVec4 high = ImGui::ColorConvertU32ToFloat4(colour_at(ColourMap::diverging, 0.9f, dark));
    CHECK(low.x > low.z);
    CHECK(high.z > high.x);
  }
}

TEST_CASE("ranges ignore what is not finite and are never empty") {
  const ColourRange diverging = range_of({1, 4, {-2.f, 1.f, nan_value, infinity}}, ColourMap::diverging);
  CHECK(diverging.low == -2.f);
  CHECK(diverging.high == 2.f);
  const ColourRange sequential = range_of({1, 3, {0.25f, -infinity, 0.75f}}, ColourMap::sequential);
  CHECK(sequential.low == 0.25f);
  CHECK(sequential.high == 0.75f);
  for (const ColourMap map : {ColourMap::diverging, ColourMap::sequential})
    for (const Matrix& m :
         {Matrix{}, Matrix{1, 1, {0.f}}, Matrix{1, 2, {nan_value, infinity}}, Matrix{1, 1, {7.f}}}) {
      const ColourRange range = range_of(m, map);
      CHECK(range.high > range.low);
    }
}

TEST_CASE("positions are clamped, reversed by a reversed range, and survive extreme ranges") {
  CHECK(position_in({0.f, 10.f}, 2.5f) == 0.25f);
  CHECK(position_in({0.f, 10.f}, 99.f) == 1.f);
  CHECK(position_in({1.f, 0.f}, 0.25f) == 0.75f);
  CHECK(position_in({0.f, 1.f}, -infinity) == 0.f);
  CHECK(position_in({-3e38f, 3e38f}, 0.f) == 0.5f);
  CHECK(std::isnan(position_in({0.f, 1.f}, nan_value)));
  CHECK(colour_at(ColourMap::diverging, nan_value, false) == theme_of(false).missing);
  CHECK(colour_at(ColourMap::diverging, nan_value, true) == theme_of(true).missing);
}

TEST_CASE("text and marks are readable in both themes") {
  CHECK(contrast(IM_COL32_WHITE, IM_COL32_BLACK) == doctest::Approx(21.0));
  for (const bool dark : {false, true}) {
    const Theme& t = theme_of(dark);
    for (const ImU32 behind : {t.background, t.panel}) {
      CHECK(contrast(t.text, behind) >= 7.f);
      CHECK(contrast(t.muted, behind) >= 4.5f);
      CHECK(contrast(t.warning, behind) >= 4.5f);
      for (const ImU32 colour : t.series) CHECK(contrast(colour, behind) >= 4.5f);  // names are written in it
    }
    CHECK(contrast(t.text, t.control) >= 4.5f);
    CHECK(contrast(t.text, t.control_hovered) >= 4.5f);
    CHECK(contrast(t.on_accent, t.accent) >= 4.5f);
    for (int i = 0; i <= 50; ++i)
      for (const ColourMap map : {ColourMap::diverging, ColourMap::sequential}) {
        const ImU32 cell = colour_at(map, static_cast<float>(i) / 50.f, dark);
        CHECK(contrast(readable_on(cell), cell) >= 4.5f);
      }
  }
}
