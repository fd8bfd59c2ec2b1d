// Bars, histograms, images, the sketch pad and the timeline, drawn without a window.
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/histogram.h"
#include "core/matrix.h"
#include "io/sketch.h"
#include "ui/answers.h"
#include "ui/arithmetic.h"
#include "ui/bars.h"
#include "ui/heat_map.h"
#include "ui/heat_map_drawing.h"
#include "ui/histogram.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/plane_plot.h"
#include "ui/screen.h"
#include "ui/sketch_pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"
#include "ui/trial.h"

using namespace madang;
using namespace madang::ui;
using madang::test::Screen;

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
constexpr float endless = std::numeric_limits<float>::infinity();

/// Draws for a few frames with the mouse in different places; the corners of the last frame, of which none
/// is to the right of the screen.
int drawn(float width, const std::function<void()>& draw) {
  Screen screen(width, 900.f, width > 1000.f);
  for (int i = 0; i < 3; ++i) {
    screen.mouse({width / 2.f, 40.f + 40.f * static_cast<float>(i)});
    screen.frame(draw);
  }
  CHECK(screen.sane());
  CHECK(screen.rightmost() <= width);
  return screen.vertices();
}

/// Puts the mouse there and presses for one frame.
void click(Screen& screen, ImVec2 at, const std::function<void()>& draw) {
  screen.mouse(at);
  screen.frame(draw);
  screen.press();
  screen.frame(draw);
  screen.release();
  screen.frame(draw);
}

}  // namespace

TEST_CASE("line plot: a curve far above the axis' end leaves it at the frame") {
  const std::vector<float> values = {1.f, 2.f, 1e30f};
  const Series shown[] = {{.name = "loss", .y = values}};
  CHECK(drawn(320.f, [&] { line_plot("loss", shown, {.y_low = 0.f, .y_high = 3.f}); }) > 100);
}

TEST_CASE("room: what stands below does not move, and what is higher than its room has it") {
  Screen screen(320.f, 900.f);
  float below[3] = {};
  const int lines[] = {0, 1, 5};
  screen.frame([&] {
    for (int i = 0; i < 3; ++i) {
      const float top = ImGui::GetCursorPosY();
      {
        const Room room(lines_height(2));
        for (int line = 0; line < lines[i]; ++line) ImGui::TextUnformatted("a");
      }
      below[i] = ImGui::GetCursorPosY() - top;
    }
  });
  CHECK(below[0] == lines_height(2) + ImGui::GetStyle().ItemSpacing.y);
  CHECK(below[1] == below[0]);
  CHECK(below[2] > below[0] + lines_height(3));
}

TEST_CASE("bars: any values in any width, linear and logarithmic") {
  const std::vector<std::vector<float>> inputs = {
      {}, {1.f}, {0.f, 0.f}, {not_a_number, endless, -endless, -3.f, 1e38f}, std::vector<float>(5000, 0.5f)};
  for (const float width : {40.f, 320.f, 1600.f})
    for (const auto scale : {demo::Scale::linear, demo::Scale::logarithmic})
      for (const auto& values : inputs) {
        std::vector<Bar> shown;
        for (const float value : values) shown.push_back({"층 이름 " + std::to_string(value), value, 0.1f});
        CHECK(drawn(width, [&] {
                bars("bars", shown,
                     {.title = "기울기",
                      .scale = scale,
                      .reference = 0.5f,
                      .selected = 0,
                      .empty_text = "없음"});
              }) < 60'000);
      }
}

TEST_CASE("bars: names that do not fit beside each other are turned, and none is left out") {
  const auto corners = [](const char* label) {
    const std::vector<Bar> shown(10, {label, 0.5f});
    return drawn(320.f, [&] { bars("bars", shown, {.low = 0.f, .high = 1.f, .values = false}); });
  };
  CHECK(corners("Pullover") > corners("P") + 10 * 4 * 6);  // more than six more letters for each
  CHECK(corners("12345678") < corners("Pullover"));        // numbers in order: every other one
}

TEST_CASE("bars: the bar under the mouse is hovered and clicked, a group answers with its strongest") {
  Screen screen(400.f);
  std::vector<Bar> shown;
  for (int i = 0; i < 10; ++i) shown.push_back({std::to_string(i), 0.1f});
  BarsResult result;
  int clicked = -1;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    result = bars("bars", shown, {.low = 0.f, .high = 1.f, .width = 300.f});
    if (result.clicked >= 0) clicked = result.clicked;
  };
  screen.frame(draw);
  click(screen, {low.x + 295.f, low.y + 80.f}, draw);
  CHECK(result.hovered == 9);
  CHECK(clicked == 9);
  shown.resize(1000, {"", 0.1f});
  shown[997].value = 0.9f;
  screen.mouse({low.x + 299.f, low.y + 80.f});
  screen.frame(draw);
  screen.frame(draw);
  CHECK(result.hovered == 997);
}

TEST_CASE("histogram: one and several, in small and in large, with values out of range") {
  const std::vector<float> values = {-3.f, -0.2f, 0.f, 0.1f, 0.7f, not_a_number, 5.f};
  const Histogram usual = histogram_of(values, -1.f, 1.f, 20), none = histogram_of({}, -1.f, 1.f, 20), empty;
  const HistogramSeries one[] = {{"가중치", &usual}};
  const HistogramSeries many[] = {{"sigmoid", &usual}, {"ReLU", &none}, {"빈 것", &empty}};
  for (const float width : {40.f, 320.f, 1600.f})
    for (const auto scale : {demo::Scale::linear, demo::Scale::logarithmic})
      for (const bool compact : {false, true}) {
        const HistogramOptions options = {
            .y_scale = scale, .compact = compact, .height = compact ? 60.f : 160.f};
        drawn(width, [&] { histogram("one", one, options); });
        drawn(width, [&] { histogram("many", many, options); });
        drawn(width, [&] { histogram("none", {}, options); });
      }
}

TEST_CASE("flow: its columns are as wide as each other to the pixel") {
  for (float width = 300.f; width < 304.f; ++width) {
    Screen screen(width);
    std::vector<float> widths;
    screen.frame([&] {
      Flow flow("three", 80.f, 3);
      for (int i = 0; i < 3; ++i) {
        flow.next();
        widths.push_back(ImGui::GetContentRegionAvail().x);
      }
    });
    CAPTURE(width);
    REQUIRE(widths.size() == 3);
    CHECK(widths[0] >= 80.f);
    CHECK(widths[1] == widths[0]);
    CHECK(widths[2] == widths[0]);
  }
}

TEST_CASE("histogram: a compact one leaves as much room on the left as the axis of a plot above it") {
  const std::vector<float> y = {0.f, 0.5f, 1.f}, values = {-0.5f, 0.5f};
  const Series series[] = {{"f", y}};
  const Histogram h = histogram_of(values, -1.f, 1.f, 20);
  const HistogramSeries counts[] = {{"z", &h}};
  Screen screen(400.f);
  float left = 0.f;
  int bin = 0;
  ImVec2 low;
  const auto draw = [&] {
    left = line_plot("plot", series).axis_left;
    low = ImGui::GetCursorScreenPos();
    bin = histogram("bins", counts, {.compact = true, .axis_left = left, .height = 96.f}).hovered_bin;
  };
  screen.frame(draw);
  CHECK(left > 10.f);
  for (const float beside : {-2.f, 2.f}) {
    screen.mouse({low.x + left + beside, low.y + 40.f});
    screen.frame(draw);
    screen.frame(draw);
    CHECK(bin == (beside > 0.f ? 0 : -1));
  }
}

TEST_CASE("histogram: the bin under the mouse is told") {
  Screen screen(400.f);
  const std::vector<float> values = {0.1f, 0.9f};
  const Histogram h = histogram_of(values, 0.f, 1.f, 4);
  const HistogramSeries shown[] = {{"", &h}};
  HistogramResult result;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    result = histogram("h", shown, {.compact = true, .width = 200.f});
  };
  screen.frame(draw);
  screen.mouse({low.x + 130.f, low.y + 80.f});
  screen.frame(draw);
  screen.frame(draw);
  CHECK(result.hovered_bin == 2);
}

TEST_CASE("images: grey, coloured, odd and missing ones at any width") {
  std::vector<float> grey(28 * 28), coloured(3 * 32 * 32), tall(3 * 200, not_a_number);
  for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<float>(i % 29) / 28.f;
  for (std::size_t i = 0; i < coloured.size(); ++i) coloured[i] = static_cast<float>(i % 256) / 255.f;
  for (const float width : {40.f, 320.f, 1600.f})
    for (const int count : {0, 1, 7, 100})
      for (const bool own : {false, true}) {
        std::vector<GridImage> shown;
        for (int i = 0; i < count; ++i) switch (i % 4) {
            case 0:
              shown.push_back({.image = Image::in_batch(grey, 0, 28, 28), .label = "7", .warned = i == 4});
              break;
            case 1:
              shown.push_back({.image = {32, 32, 3, coloured}, .frame = 2});
              break;
            case 2:
              shown.push_back({.image = {3, 200, 1, tall}, .label = "특징 맵"});
              break;
            default:
              shown.push_back({.image = Image::in_batch(grey, 9, 28, 28)});  // beyond the batch
          }
        drawn(width, [&] {
          image_grid("grid", shown,
                     {.title = "표본",
                      .colours = own ? ColourMap::diverging : ColourMap::grey,
                      .own_ranges = own,
                      .selected = 1});
        });
      }
}

TEST_CASE("images: neighbours of one colour are one rectangle, so that a digit costs little") {
  std::vector<float> blank(28 * 28, 0.f);
  const GridImage shown[] = {{.image = {28, 28, 1, blank}}};
  Screen screen(320.f);
  screen.frame([] {});
  const int without = screen.vertices();
  screen.frame([&] { image_grid("grid", shown); });
  CHECK(screen.vertices() - without < 28 * 4 + 60);
}

TEST_CASE("images: the pixel under the mouse is found, a click chooses the image") {
  Screen screen(400.f);
  std::vector<float> values(2 * 4 * 4);
  const GridImage shown[] = {{.image = Image::in_batch(values, 0, 4, 4)},
                             {.image = Image::in_batch(values, 1, 4, 4)}};
  ImageGridResult result;
  int clicked = -1;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    result = image_grid("grid", shown, {.most_pixel = 10.f, .gap = 6.f, .width = 200.f});
    if (result.clicked >= 0) clicked = result.clicked;
  };
  screen.frame(draw);
  click(screen, {low.x + 2.f + 40.f + 6.f + 25.f, low.y + 2.f + 15.f}, draw);
  CHECK(result.hovered == 1);
  CHECK(result.pixel == Cell{1, 2});
  CHECK(clicked == 1);
}

TEST_CASE("sketch pad: a ground of its own is drawn in place of the ink, with the pixels of the pad") {
  Screen screen(400.f);
  Matrix image{28, 28, std::vector<float>(28 * 28, 1.f)};
  float told = 0.f;
  ImVec2 low, high;
  const auto draw = [&] {
    sketch_pad("pad", image, {.width = 290.f, .ground = [&](const Canvas& pad, float pixel) {
                                told = pixel;
                                low = pad.low;
                                high = pad.high;
                              }});
  };
  screen.frame(draw);
  CHECK(told == 280.f / 28.f);
  CHECK(high.x - low.x == 280.f);
  const int without = screen.vertices();
  screen.frame([&] { sketch_pad("pad", image, {.width = 290.f}); });
  CHECK(screen.vertices() > without);
}

TEST_CASE("sketch pad: what is drawn stays in the image, the button clears it") {
  Screen screen(400.f);
  Matrix image{28, 28, std::vector<float>(28 * 28, 0.f)};
  SketchPadResult result;
  bool finished = false;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    result = sketch_pad("pad", image, {.hint = "여기에 그린다", .clear = "지우기", .width = 290.f});
    finished = finished || result.finished;
  };
  screen.frame(draw);
  const float pixel = 280.f / 28.f;
  screen.mouse({low.x + 4.5f * pixel, low.y + 10.5f * pixel});
  screen.frame(draw);
  screen.press();
  screen.frame(draw);
  screen.mouse({low.x + 20.5f * pixel, low.y + 10.5f * pixel});
  screen.frame(draw);
  CHECK(result.changed);
  CHECK(!finished);
  screen.release();
  screen.frame(draw);
  CHECK(finished);
  for (int column = 4; column <= 20; ++column) CHECK(image.at(10, column) == 1.f);
  CHECK(image.at(10, 25) == 0.f);
  CHECK(image.at(14, 10) == 0.f);
  const float edge = image.at(12, 10);
  CHECK(edge > 0.f);
  CHECK(edge < 1.f);
  click(screen, {low.x + 20.f, low.y + 280.f + 8.f + 18.f}, draw);
  CHECK(io::write_sketch(image).empty());
}

TEST_CASE("sketch pad: a brush that erases takes ink away; strokes past the edge are cut") {
  Matrix image{8, 8, std::vector<float>(64, 1.f)};
  stroke(image, {-5.f, 4.f}, {50.f, 4.f}, 0.5f, true);
  CHECK(image.at(4, 0) == 0.f);
  CHECK(image.at(4, 7) == 0.f);
  CHECK(image.at(0, 0) == 1.f);
  stroke(image, {100.f, 100.f}, {200.f, 200.f}, 3.f);
  CHECK(image.at(4, 7) == 0.f);
}

TEST_CASE("timeline: a slider with two buttons that keeps inside its line") {
  int position = 3;
  for (const float width : {200.f, 320.f, 1600.f})
    for (const int count : {0, 1, 40})
      drawn(width,
            [&] { timeline("t", position, count, {.label = "시각 t", .value = std::string(40, 'w')}); });
  CHECK(position >= 0);
  Screen screen(600.f);
  position = 3;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    timeline("t", position, 10, {.width = 400.f});
  };
  screen.frame(draw);
  click(screen, {low.x + 10.f, low.y + 18.f}, draw);
  CHECK(position == 2);
}

TEST_CASE("timeline: in a column of a phone the slider has a line of its own, as wide as the column") {
  Screen screen(600.f);
  int position = 0;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    timeline("t", position, 101, {.width = 130.f});
  };
  screen.frame(draw);
  const float line = ImGui::GetTextLineHeight() + ImGui::GetStyle().ItemSpacing.y;
  click(screen, {low.x + 65.f, low.y + line + 18.f}, draw);
  CHECK(position == 50);
}

TEST_CASE("arithmetic: no line ends with a sign or an opening bracket, and none begins with a closing one") {
  const std::vector<Term> bound = {{.text = "0.85"}, {.text = "× ("}, {.text = "0.102 × 0.961"},
                                   {.text = ")"},    {.text = "="},   {.text = "0.0831"}};
  const auto height = [&](float width, std::span<const Term> terms) {
    Screen screen(600.f);
    float high = 0.f;
    screen.frame([&] {
      ImGui::BeginChild("narrow", {width, 400.f});
      const float top = ImGui::GetCursorPosY();
      arithmetic("line", terms);
      high = ImGui::GetCursorPosY() - top - ImGui::GetStyle().ItemSpacing.y;
      ImGui::EndChild();
    });
    return high;
  };
  const float one = height(590.f, bound), line = height(590.f, {});
  float narrow = 1.f;  // room for the brackets and what they hold, but not for what stands before them
  Screen(600.f).frame([&] {
    for (const char* text : {"× (", "0.102 × 0.961", ")"}) narrow += text_width(text, body_size) + 6.f;
  });
  CHECK(height(narrow, bound) == doctest::Approx(one + 2.f * line));
}

TEST_CASE("line plot: logarithmic x, dashes and bands, also where there is no logarithm") {
  const std::vector<float> x = {0.f, 1.f, 10.f, 100.f}, y = {4.f, 2.f, not_a_number, 1.f};
  const std::vector<float> low = {3.f, 1.f, not_a_number, 0.f}, high = {5.f, 3.f, not_a_number, 2.f};
  const Series shown[] = {{.name = "평균", .y = y, .x = x, .low = low, .high = high},
                          {.name = "점선", .y = y, .dashed = true}};
  for (const float width : {320.f, 1600.f})
    for (const auto scale : {demo::Scale::linear, demo::Scale::logarithmic})
      CHECK(drawn(width, [&] {
              line_plot("plot", shown,
                        {.x_scale = scale,
                         .y_scale = scale,
                         .smoothing = width > 1000.f ? 0.5f : 0.f,
                         .marked_x = 0.f});
            }) > 100);
  Screen screen(400.f);
  LinePlotResult result;
  ImVec2 corner;
  const auto draw = [&] {
    corner = ImGui::GetCursorScreenPos();
    result = line_plot("plot", {shown, 1}, {.x_scale = demo::Scale::logarithmic, .width = 300.f});
  };
  screen.frame(draw);
  screen.mouse({corner.x + 165.f, corner.y + 100.f});
  screen.frame(draw);
  screen.frame(draw);
  CHECK(result.hovered_x == 10.f);
}

TEST_CASE("heat map: labels wider than their columns are turned upright and stay whole") {
  const std::vector<std::string> words = {"yesterday", "a", "고양이를", "again"};
  const Matrix matrix = {.rows = 4, .columns = 4, .values = std::vector<float>(16, 0.5f)};
  struct Drawn {
    float height = 0.f;
    int corners = 0;
  };
  const auto draw = [&](float width, std::span<const std::string> labels) {
    Drawn result;
    Screen screen(width);
    screen.frame([&] {
      const float above = ImGui::GetCursorPosY();
      heat_map("map", matrix, {.column_labels = labels, .values = false, .most_cell = 90.f});
      result.height = ImGui::GetCursorPosY() - above;
    });
    CHECK(screen.sane());
    result.corners = screen.vertices();
    return result;
  };
  const Drawn wide = draw(420.f, words), narrow = draw(160.f, words);
  const Drawn wide_bare = draw(420.f, {}), narrow_bare = draw(160.f, {});
  CHECK(narrow.height - narrow_bare.height > wide.height - wide_bare.height + small_size);
  CHECK(narrow.corners - narrow_bare.corners == wide.corners - wide_bare.corners);  // no letter is left out
}

TEST_CASE("a timeline too short for its position leaves it: only the reader moves it") {
  Screen screen(400.f);
  int position = 7;
  bool moved = false;
  for (const int count : {0, 1, 5}) {
    screen.frame([&] { moved = timeline("t", position, count); });
    CHECK(!moved);
    CHECK(position == 7);
  }
}

TEST_CASE("wrapped text: no line ends inside a number, and nothing but spaces is lost") {
  Screen screen(400.f);
  const std::string text = "거리 13에서 36까지: 9.5% of 12,000 tokens,and some more.\nNext: 0.125";
  screen.frame([&] {
    for (float width = 20.f; width < 400.f; width += 3.f) {
      const std::string lines = wrapped(text, width, body_size);
      CAPTURE(lines);
      for (const char* const number : {"9.5%", "12,000", "0.125"}) {
        if (text_width(number, body_size) <= width) CHECK(lines.find(number) != std::string::npos);
      }
      const auto letters = [](std::string of) {
        std::erase_if(of, [](char c) { return c == ' ' || c == '\n'; });
        return of;
      };
      CHECK(letters(lines) == letters(text));
    }
    CHECK(wrapped("", 100.f, body_size).empty());
    CHECK(wrapped("a\n\nb", 100.f, body_size) == "a\n\nb");
  });
}

TEST_CASE("line plot: dots stand at the values that are numbers") {
  const std::vector<float> y = {1.f, 2.f, not_a_number, 3.f};
  const auto vertices = [&](bool dots, std::size_t count) {
    const Series series[] = {{.name = "few", .y = std::span(y).first(count), .dots = dots}};
    return drawn(400.f, [&] { line_plot("plot", series); });
  };
  const int two = vertices(true, 2) - vertices(false, 2), all = vertices(true, 4) - vertices(false, 4);
  CHECK(two > 0);
  CHECK(2 * all == 3 * two);
}

TEST_CASE("pieces: the place of a trial that has not begun keeps its height and answers a press") {
  test::Screen screen(600.f);
  bool pressed = false;
  ImVec2 low, high;
  const auto frame = [&] {
    screen.frame([&] {
      low = ImGui::GetCursorScreenPos();
      pressed = ui::trial_offer("One run may be luck.", "Train", 180.f) || pressed;
      high = ImGui::GetCursorScreenPos();
    });
  };
  frame();
  CHECK(high.y - low.y >= 180.f);
  const float line = ui::lines_height(1) + ImGui::GetStyle().ItemSpacing.y, button = ImGui::GetFrameHeight();
  screen.click({low.x + 30.f, low.y + (180.f - line - button) / 2.f + line + button / 2.f}, frame);
  CHECK(pressed);
}

TEST_CASE("pieces: a paragraph has the room of the longest that may stand there") {
  test::Screen screen(300.f);
  float tall[3] = {};
  screen.frame([&] {
    const std::string words =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
    const float gap = ImGui::GetStyle().ItemSpacing.y;
    CHECK(paragraph_height(words) >= lines_height(2));
    int i = 0;
    for (const char* text : {"", "one", words.c_str()}) {
      const float top = ImGui::GetCursorPosY();
      paragraph_in_room(text, words);
      tall[i++] = ImGui::GetCursorPosY() - top - gap;
    }
    CHECK(tall[0] == paragraph_height(words));
  });
  CHECK(tall[0] == tall[1]);
  CHECK(tall[2] == doctest::Approx(tall[0]).epsilon(0.02));
}

TEST_CASE("pieces: cells of a table stand beside each other") {
  test::Screen screen(300.f);
  screen.frame([] {
    REQUIRE(ImGui::BeginTable("table", 2));
    table_cell("one", theme().text);
    const ImVec2 first = ImGui::GetItemRectMin();
    table_cell("two", theme().muted);
    CHECK(ImGui::GetItemRectMin().x > first.x);
    CHECK(ImGui::GetItemRectMin().y == first.y);
    ImGui::EndTable();
  });
}

TEST_CASE("all numbers of a heat map are of one size, the smaller where the longest needs it") {
  Screen screen(320.f);
  screen.frame([] {
    const float alike[] = {0.39f, 0.3f}, mixed[] = {0.39f, -2.54f, NAN}, counts[] = {3.f, 128.f};
    const float width = text_width("0.39", small_size) + 4.f;
    CHECK(number_size(alike, width, 40.f, 2) == small_size);
    CHECK(number_size(mixed, width, 40.f, 2) == 10.f);
    CHECK(number_size(mixed, text_width("−2.54", small_size) + 4.f, 40.f, 2) == small_size);
    CHECK(number_size(counts, width, 40.f, 0) == small_size);
    CHECK(number_size(alike, width, 12.f, 2) == 10.f);
  });
}

TEST_CASE("answers: right ones stand on a filled ground, and a network may have said less") {
  const std::vector<float> images(2 * 4 * 4, 0.5f);
  const std::vector<int> truths = {3, 1}, right = {3, 1}, wrong = {1, 3}, none;
  const auto corners = [&](const std::vector<int>& classes) {
    const Answers networks[] = {{"A", 0, classes}};
    return drawn(320.f, [&] {
      answers("answers", images, truths, networks, {.name = "answers", .title = "digit", .side = 4});
    });
  };
  CHECK(corners(right) > corners(wrong));  // the grounds
  CHECK(corners(wrong) > corners(none));
}

TEST_CASE("plane plot: contour lines are drawn where the field has their level") {
  const Matrix field{3, 3, {0, 0, 0, 0, 1, 0, 0, 0, 0}};
  const auto corners = [&](std::vector<float> levels) {
    return drawn(320.f,
                 [&] { plane_plot("plane", {}, {.field = &field, .boundary = false, .levels = levels}); });
  };
  CHECK(corners({0.3f, 0.6f}) > corners({0.3f}));
  CHECK(corners({0.3f}) > corners({}));
  CHECK(corners({7.f}) == corners({}));
}
