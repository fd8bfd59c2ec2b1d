#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include <doctest/doctest.h>

#include "ui/arithmetic.h"
#include "ui/axis.h"
#include "ui/field_mesh.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/pen.h"
#include "ui/setting_value.h"
#include "ui/text.h"

using namespace madang;
using namespace madang::ui;

namespace {
constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan_value = std::numeric_limits<float>::quiet_NaN();

std::vector<std::string> labels_of(const std::vector<Tick>& ticks) {
  std::vector<std::string> labels;
  for (const auto& tick : ticks) labels.push_back(tick.label);
  return labels;
}
}  // namespace

TEST_CASE("numbers are written as people write them") {
  CHECK(number_text(0.41237f) == "0.412");
  CHECK(number_text(-3.1f) == "−3.1");
  CHECK(number_text(12000.f) == "12000");
  CHECK(number_text(1.2e-5f) == "1.2e−5");
  CHECK(number_text(3e20f) == "3e20");
  CHECK(number_text(-0.f) == "0");
  CHECK(number_text(nan_value) == "NaN");
  CHECK(number_text(-infinity) == "−∞");
  CHECK(fixed_text(-0.4f) == "−0.40");
  CHECK(fixed_text(-0.001f) == "0.00");
  CHECK(fixed_text(2e9f) == "2e9");
}

TEST_CASE("shares and counts are written in one way") {
  CHECK(percent(0.9734f) == "97.3%");
  CHECK(percent(1.f) == "100.0%");
  CHECK(percent(-0.0001f) == "0.0%");
  CHECK(percent(nan_value) == "NaN");
  CHECK(count_text(999) == "999");
  CHECK(count_text(9000) == "9,000");
  CHECK(count_text(12345678.4) == "12,345,678");
  CHECK(count_text(-1234) == "−1,234");
  CHECK(count_text(-0.2) == "0");
}

TEST_CASE("text: a count where there is little room, and decimals that numbers share") {
  CHECK(short_count(999) == "999");
  CHECK(short_count(1293) == "1.3k");
  CHECK(short_count(12'345) == "12k");
  CHECK(short_count(123'456) == "123k");
  CHECK(short_count(999'499) == "999k");
  CHECK(short_count(999'500) == "1M");
  CHECK(short_count(2'480'000) == "2.5M");

  CHECK(common_decimals(std::vector{0.2f, 0.35f}) == 2);
  CHECK(common_decimals(std::vector{0.f, -9.99f}) == 2);
  CHECK(common_decimals(std::vector{10.f, 0.1f}) == 1);
  CHECK(common_decimals(std::vector{51.9f, 100.f}) == 0);
  CHECK(common_decimals(std::vector{1e-5f, 0.02f}) == -1);
  CHECK(common_decimals(std::vector{1e5f}) == -1);
  CHECK(common_decimals(std::vector{NAN}) == -1);
}

TEST_CASE("a sentence takes its values in the order of its language") {
  const Text name = {"사인파", "sinusoidal"};
  const std::string steps = "12";
  const auto told = [&](Language language) {
    return filled(language, {"{0}: {1}번에 손실 {2}, {3}", "{2} loss after {1} updates of {0} ({3}), {0}"},
                  name, steps, 0.41237, std::size_t{7});
  };
  CHECK(told(Language::korean) == "사인파: 12번에 손실 0.412, 7");
  CHECK(told(Language::english) == "0.412 loss after 12 updates of sinusoidal (7), sinusoidal");
  CHECK(filled(Language::english, {"{x} {", "{x} {"}) == "{x} {");
  CHECK(filled(Language::korean, {"{0}", "{0}"}, "{0}") == "{0}");
  CHECK(filled(Language::korean, {"{0}", "{0}"}, nan_value) == "NaN");
}

TEST_CASE("the places of a sentence are counted while it is compiled") {
  CHECK(places("") == 0);
  CHECK(places("{1} {0} {0}") == 2);
  CHECK(places("{0} {2}") == -1);
  CHECK(places("{10} {} {a}") == 0);
}

TEST_CASE("the bytes of a character, also in broken text") {
  CHECK(character_bytes("a") == 1);
  CHECK(character_bytes("한글") == 3);
  CHECK(character_bytes("🙂") == 4);
  CHECK(character_bytes("") == 0);
  CHECK(character_bytes("\xED") == 1);      // cut off
  CHECK(character_bytes("\x80 x") == 1);    // stray
  CHECK(character_bytes("\xE0\x41") == 1);  // not continued
}

TEST_CASE("linear ticks are round, inside and not too many") {
  CHECK(labels_of(linear_ticks(0.0, 1.0, 6)) ==
        std::vector<std::string>{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"});
  CHECK(labels_of(linear_ticks(-1.2, 1.2, 5)) ==
        std::vector<std::string>{"−1.0", "−0.5", "0.0", "0.5", "1.0"});
  for (const double low : {-1e9, -3.7, 0.0, 1e-7, 123.0})
    for (const double span : {1e-7, 0.3, 7.0, 1e6})
      for (const int most : {2, 4, 9}) {
        const auto ticks = linear_ticks(low, low + span, most);
        CHECK(static_cast<int>(ticks.size()) <= most);
        for (const auto& tick : ticks) {
          CHECK(tick.value >= low - span * 1e-6);
          CHECK(tick.value <= low + span * (1 + 1e-6));
        }
        for (std::size_t i = 1; i < ticks.size(); ++i) CHECK(ticks[i].value > ticks[i - 1].value);
      }
  CHECK(linear_ticks(1.0, 1.0, 5).empty());
  CHECK(linear_ticks(0.0, static_cast<double>(infinity), 5).empty());
}

TEST_CASE("a scale has two ticks at least") {
  CHECK(labels_of(linear_ticks(-3.0, 3.0, 2)) == std::vector<std::string>{"0"});
  CHECK(labels_of(scale_ticks(-3.0, 3.0, 2)) == std::vector<std::string>{"−2", "0", "2"});
  CHECK(labels_of(scale_ticks(0.0, 1.0, 6)) == labels_of(linear_ticks(0.0, 1.0, 6)));
  CHECK(scale_ticks(1.0, 1.0, 1).empty());
}

TEST_CASE("logarithmic ticks are powers of ten, or finer where there are none") {
  CHECK(labels_of(logarithmic_ticks(0.001, 10.0, 6)) ==
        std::vector<std::string>{"0.001", "0.01", "0.1", "1", "10"});
  CHECK(labels_of(logarithmic_ticks(0.15, 0.9, 6)) == std::vector<std::string>{"0.2", "0.5"});
  CHECK(logarithmic_ticks(1e-30, 1e30, 5).size() <= 5);
  CHECK(logarithmic_ticks(0.0, 1.0, 5).empty());
  CHECK(labels_of(doubling_ticks(16.0, 256.0, 8)) ==
        std::vector<std::string>{"16", "32", "64", "128", "256"});
  CHECK(labels_of(doubling_ticks(16.0, 1024.0, 4)) == std::vector<std::string>{"16", "64", "256", "1024"});
  CHECK(labels_of(doubling_ticks(0.2, 1.5, 8)) == std::vector<std::string>{"0.25", "0.5", "1"});
  CHECK(doubling_ticks(0.0, 8.0, 8).empty());
}

TEST_CASE("ticks of an axis of whole numbers are whole, and the first of them has one") {
  CHECK(labels_of(whole_ticks(1.0, 20.0, 9)) == std::vector<std::string>{"1", "5", "10", "15", "20"});
  CHECK(labels_of(whole_ticks(1.0, 10.0, 9)) == std::vector<std::string>{"1", "2", "4", "6", "8", "10"});
  CHECK(labels_of(whole_ticks(-11.0, 11.0, 5)) == std::vector<std::string>{"−10", "−5", "0", "5", "10"});
  CHECK(labels_of(whole_ticks(0.0, 3.0, 9)) == std::vector<std::string>{"0", "1", "2", "3"});
  CHECK(labels_of(whole_ticks(3.2, 3.4, 2)) ==
        labels_of(linear_ticks(3.2, 3.4, 2)));  // magnified between two
}

TEST_CASE("the name of an axis stands at its right end, but never where the last number stands") {
  const std::vector<Reach> far = {{0.f, 10.f}, {100.f, 110.f}, {200.f, 210.f}};
  CHECK(name_left(far, 300.f, 60.f, 8.f) == 240.f);
  const std::vector<Reach> full = {{0.f, 10.f}, {145.f, 155.f}, {290.f, 300.f}};
  CHECK(name_left(full, 300.f, 60.f, 8.f) == 290.f - 8.f - 60.f);
  CHECK(name_left(full, 300.f, 280.f, 8.f) ==
        20.f);  // between no two of them: at the end, as without numbers
  CHECK(name_left({}, 300.f, 60.f, 8.f) == 240.f);
}

TEST_CASE("decimation keeps extremes and gaps of a long curve") {
  std::vector<float> y(100'000, 1.f);
  y[37'123] = 9.f;
  y[70'001] = -5.f;
  for (std::size_t i = 50'000; i < 51'000; ++i) y[i] = nan_value;
  const auto points = decimated({}, y, 300);
  CHECK(points.size() <= 4 * 300 + 4);
  float lowest = 0.f, highest = 0.f;
  int gaps = 0;
  for (const auto& point : points) {
    if (std::isnan(point.y)) ++gaps;
    lowest = std::min(lowest, std::isnan(point.y) ? lowest : point.y);
    highest = std::max(highest, std::isnan(point.y) ? highest : point.y);
  }
  CHECK(highest == 9.f);
  CHECK(lowest == -5.f);
  CHECK(gaps == 1);
  CHECK(points.front().x == 0.f);
  CHECK(points.back().x == 99'999.f);
}

TEST_CASE("decimation leaves a short curve as it is") {
  const std::vector<float> x = {0.f, 1.f, 5.f}, y = {3.f, 1.f, 2.f};
  const auto points = decimated(x, y, 100);
  REQUIRE(points.size() == 3);
  CHECK(points[1].x == 1.f);
  CHECK(points[1].y == 1.f);
  CHECK(decimated({}, {}, 10).empty());
  CHECK(decimated({}, std::vector<float>(5, nan_value), 10).empty());
}

TEST_CASE("smoothing begins at the first value and leaves constants and gaps alone") {
  CHECK(smoothed(std::vector<float>{4.f, 0.f}, 0.9f).front() == doctest::Approx(4.f));
  for (const float value : smoothed(std::vector<float>(50, 2.5f), 0.97f))
    CHECK(value == doctest::Approx(2.5f));
  const auto gap = smoothed(std::vector<float>{1.f, nan_value, 1.f}, 0.5f);
  CHECK(std::isnan(gap[1]));
  CHECK(gap[2] == doctest::Approx(1.f));
  // Bias-corrected: (0.5·0.5·0 + 0.5·4) / 0.75
  CHECK(smoothed(std::vector<float>{0.f, 4.f}, 0.5f)[1] == doctest::Approx(2.f / 0.75f));
}

TEST_CASE("a heat map fits its width, and every cell is found under its own middle") {
  for (const float width : {120.f, 320.f, 1600.f})
    for (const auto& [rows, columns] : {std::pair{1, 1}, {7, 5}, {3, 64}, {128, 128}, {2000, 3000}}) {
      const HeatMapLayout l = heat_map_layout(rows, columns, width, 90.f, 20.f, 44.f, 420.f);
      CHECK(l.width <= width + 0.01f);
      CHECK(l.height <= 20.f + 420.f + 0.01f);
      CHECK(l.drawn_rows * l.drawn_columns <= 256 * 256);
      CHECK(l.drawn_rows * l.rows_per_cell >= rows);
      for (const int row : {0, l.drawn_rows / 2, l.drawn_rows - 1})
        for (const int column : {0, l.drawn_columns - 1}) {
          const ImVec2 middle = {l.label_width + (static_cast<float>(column) + 0.5f) * l.cell_width,
                                 l.label_height + (static_cast<float>(row) + 0.5f) * l.cell_height};
          CHECK(cell_at(l, rows, columns, middle) ==
                Cell{std::min(rows - 1, row * l.rows_per_cell),
                     std::min(columns - 1, column * l.columns_per_cell)});
        }
      CHECK(!cell_at(l, rows, columns, {l.label_width - 1.f, l.label_height + 1.f}));
      CHECK(!cell_at(l, rows, columns, {l.width + 1.f, l.height - 1.f}));
    }
  CHECK(!cell_at(heat_map_layout(0, 0, 320.f, 0.f, 0.f, 44.f, 420.f), 0, 0, {5.f, 5.f}));
}

TEST_CASE(
    "a squared heat map has cells as high as wide and becomes no larger; one that must be higher does") {
  for (const auto& [rows, columns] : {std::pair{32, 32}, {3, 64}, {64, 3}}) {
    const HeatMapLayout flat = heat_map_layout(rows, columns, 320.f, 30.f, 20.f, 44.f, 200.f);
    const HeatMapLayout high = at_least(flat, 150.f);
    CHECK(high.height >= 170.f - 0.01f);
    CHECK(high.height == doctest::Approx(20.f + high.cell_height * static_cast<float>(high.drawn_rows)));
    CHECK(at_least(high, 10.f).height == high.height);
    const HeatMapLayout l = squared(flat);
    CHECK(l.cell_width == l.cell_height);
    CHECK(l.width <= flat.width);
    CHECK(l.height <= flat.height);
    CHECK(l.width == doctest::Approx(30.f + l.cell_width * static_cast<float>(l.drawn_columns)));
    CHECK(l.height == doctest::Approx(20.f + l.cell_height * static_cast<float>(l.drawn_rows)));
  }
}

TEST_CASE("distance to a segment") {
  CHECK(distance_to_segment({5.f, 3.f}, {0.f, 0.f}, {10.f, 0.f}) == doctest::Approx(3.f));
  CHECK(distance_to_segment({-3.f, 4.f}, {0.f, 0.f}, {10.f, 0.f}) == doctest::Approx(5.f));
  CHECK(distance_to_segment({3.f, 4.f}, {0.f, 0.f}, {0.f, 0.f}) == doctest::Approx(5.f));
}

TEST_CASE("the level line lies where the field crosses") {
  Matrix field{5, 5, {}};
  for (int row = 0; row < 5; ++row)
    for (int column = 0; column < 5; ++column) field.values.push_back(static_cast<float>(column) / 4.f);
  const auto pieces = level_line(field, 0.375f);
  CHECK(pieces.size() == 4);
  for (const auto& [a, b] : pieces) {
    CHECK(a.x == doctest::Approx(1.5f));
    CHECK(b.x == doctest::Approx(1.5f));
  }
  field.at(2, 2) = nan_value;
  for (const auto& [a, b] : level_line(field, 0.375f)) CHECK(std::isfinite(a.x + a.y + b.x + b.y));
  CHECK(level_line({}, 0.5f).empty());
}

TEST_CASE("a slider gives back the value it shows, rounded as one would type it") {
  float value = 0.f;
  const demo::Number rate{&value, 1e-4f, 10.f, demo::Scale::logarithmic};
  for (const float x : {1e-4f, 0.00025f, 0.03f, 1.f, 10.f})
    CHECK(slider_value(rate, slider_position(rate, x)) == x);
  const demo::Number temperature{&value, 0.1f, 5.f, demo::Scale::linear};
  for (const float x : {0.1f, 0.3f, 1.f, 4.97f, 5.f})
    CHECK(slider_value(temperature, slider_position(temperature, x)) == x);
  const demo::Number decay{&value, 0.f, 1.f, demo::Scale::logarithmic};
  CHECK(slider_value(decay, 0.f) == 0.f);
  CHECK(slider_value(decay, slider_position(decay, 0.01f)) == 0.01f);
  for (const auto& n : {rate, temperature, decay})
    for (int i = 0; i <= 1000; ++i) {
      const float x = slider_value(n, static_cast<float>(i) / 1000.f);
      CHECK(x >= n.minimum);
      CHECK(x <= n.maximum);
    }
}

TEST_CASE("a long dot product is elided in its middle and ends with its sum") {
  std::vector<float> a(100), b(100, -2.f);
  std::iota(a.begin(), a.end(), 0.f);
  const auto terms = dot_product_terms(a, b, -9900.f, 4);
  CHECK(terms.back().text == "= −9900.00");
  CHECK(terms[terms.size() - 2].text == "99.00 × (−2.00)");
  CHECK(std::ranges::count(terms, "⋯", &Term::text) == 1);
  CHECK(terms.size() < 15);
  CHECK(dot_product_terms({}, {}, 0.f).size() == 1);
}

TEST_CASE("a number behind a sign stands in brackets where a minus is written") {
  CHECK(behind_sign(fixed_text(-0.04f)) == "(−0.04)");
  CHECK(behind_sign(fixed_text(0.04f)) == "0.04");
  CHECK(behind_sign(fixed_text(-0.001f)) == fixed_text(-0.001f));  // 0.00
}

TEST_CASE("columns that fit") {
  CHECK(columns_that_fit(320.f, 180.f, 12.f, 8) == 1);
  CHECK(columns_that_fit(1600.f, 180.f, 12.f, 8) == 8);
  CHECK(columns_that_fit(400.f, 180.f, 12.f, 8) == 2);
  CHECK(columns_that_fit(10.f, 180.f, 12.f, 0) == 1);
}
