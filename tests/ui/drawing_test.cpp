// Every piece, drawn without a window: empty, broken and huge input, narrow and wide, in both languages.
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "core/error.h"
#include "demo/settings.h"
#include "ui/arithmetic.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/frame.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/plane_plot.h"
#include "ui/screen.h"
#include "ui/text.h"
#include "ui/text_field.h"

using namespace madang;
using namespace madang::ui;
using madang::test::Screen;

namespace {

constexpr float nan_value = std::numeric_limits<float>::quiet_NaN();

struct Settings {
  enum class Shape { round, square, other };
  bool masked = true;
  int heads = 4;
  float rate = 0.03f;
  Shape shape = Shape::round;
  Shape shapes = Shape::round;
  std::string sentence = "나는 학교에 간다";

  template <class Visitor>
  void visit(Visitor& v) {
    const Text hint = {"길게 누르면 보이는 설명", "Shown on hover"};
    std::vector<demo::Option> many;
    for (int i = 0; i < 9; ++i)
      many.push_back({std::to_string(i), {"아주 긴 보기 이름", "A rather long option"}});
    v.toggle("masked", masked, {.label = {"인과 마스크(causal mask)", "Causal mask"}, .tooltip = hint});
    v.integer("heads", heads, {.label = {"헤드 수", "Heads"}, .tooltip = hint}, 1, 8);
    v.number("rate", rate, {.label = {"학습률", "Learning rate"}, .tooltip = hint}, 1e-4f, 10.f,
             demo::Scale::logarithmic);
    v.choice("shape", shape, {.label = {"모양", "Shape"}, .tooltip = hint},
             {{"round", {"둥근 것", "Round"}}, {"square", {"네모난 것", "Square"}}});
    v.choice("shapes", shapes, {.label = {"많은 보기", "Many options"}, .tooltip = hint}, many);
    v.writing("sentence", sentence, {.label = {"문장", "Sentence"}, .tooltip = hint}, 24);
  }
};

enum class Input { empty, broken, huge, usual };

Matrix matrix(int rows, int columns, Input input) {
  Matrix m{rows, columns, {}};
  for (int i = 0; i < rows * columns; ++i)
    m.values.push_back(input == Input::broken ? nan_value : std::sin(static_cast<float>(i)) * 3.f);
  return m;
}

Matrix matrix(Input input) {
  switch (input) {
    case Input::empty:
      return {};
    case Input::broken:
      return matrix(7, 7, input);
    case Input::huge:
      return matrix(1500, 2000, input);
    case Input::usual:
      return matrix(8, 8, input);
  }
  return {};
}

std::vector<std::string> labels(Input input, Language language) {
  if (input == Input::empty) return {};
  std::vector<std::string> texts = {language == Language::korean ? "어제" : "yesterday", "🙂 漢字",
                                    "\xED\xA0\x80", ""};
  if (input == Input::huge) texts.push_back(std::string(100'000, 'x'));
  while (texts.size() < 8) texts.push_back(texts[0] + "\n" + texts[1]);
  return texts;
}

void draw_matrices(Input input, Language language) {
  const auto names = labels(input, language);
  const Matrix m = matrix(input);
  Flow flow("matrices", 200.f, 3);
  for (const ColourMap map : {ColourMap::diverging, ColourMap::sequential}) {
    flow.next();
    heat_map(map == ColourMap::diverging ? "a" : "b", m,
             {.title = names.empty() ? "" : names[0],
              .colours = map,
              .row_labels = names,
              .column_labels = names,
              .selected = {1, 1},
              .highlighted_row = 2,
              .highlighted_column = 5000,
              .editable = true});
  }
}

void draw_curves(Input input) {
  std::vector<float> y;
  const int count = input == Input::empty ? 0 : input == Input::huge ? 100'000 : 50;
  for (int i = 0; i < count; ++i)
    y.push_back(input == Input::broken               ? nan_value
                : input == Input::huge && i % 7 == 0 ? -3e38f
                                                     : static_cast<float>(i));
  const Series series[] = {{.name = "손실", .y = y}, {.name = std::string(3000, 'w'), .y = y}};
  for (const auto scale : {demo::Scale::linear, demo::Scale::logarithmic})
    line_plot(scale == demo::Scale::linear ? "linear" : "log", series,
              {.x_label = "걸음",
               .y_label = "Loss",
               .y_scale = scale,
               .smoothing = 0.9f,
               .marked_x = 3.f,
               .empty_text = "아직 없다"});
}

void draw_plane(Input input) {
  const Matrix field = matrix(input);
  std::vector<PlanePoint> points;
  const int count = input == Input::empty ? 0 : input == Input::huge ? 20'000 : 60;
  for (int i = 0; i < count; ++i) {
    const float x = input == Input::broken ? nan_value : std::sin(static_cast<float>(i) * 1.7f);
    points.push_back({x, std::cos(static_cast<float>(i)), i % 5, i % 3 == 0});
  }
  plane_plot(
      "plane", points,
      {.field = &field, .selected_point = 3, .x_label = "x₁", .y_label = "x₂", .hint = "눌러서 점을 찍는다"});
}

void draw_arithmetic(Input input) {
  std::vector<Term> terms;
  for (int i = 0; i < (input == Input::huge ? 2000 : input == Input::empty ? 0 : 5); ++i)
    terms.push_back(
        {.text = number_text(input == Input::broken ? nan_value : 0.3f) + " × 0.5", .note = "q₁ · k₁"});
  if (input == Input::huge) terms.push_back({.text = std::string(5000, '9'), .note = std::string(5000, '9')});
  arithmetic("sum", terms);
}

void draw_controls(Language language, Settings& settings) {
  demo::Hand hand;
  hand.language = language;
  for (auto& setting : demo::fields_of(settings)) field(hand, setting);
}

/// Draws one piece for a few frames and returns how many corners the window got from it.
int drawn(float width, bool dark, const std::function<void()>& draw) {
  Screen screen(width, 900.f, dark);
  screen.frame([] {});
  const int without = screen.vertices();
  for (int i = 0; i < 3; ++i) {
    screen.mouse({width / 2.f, 60.f + 30.f * static_cast<float>(i)});
    screen.frame(draw);
  }
  CHECK(screen.sane());
  return screen.vertices() - without;
}

}  // namespace

TEST_CASE("every piece draws empty, broken and huge input inside its window, narrow and wide") {
  for (const float width : {320.f, 1600.f})
    for (const Language language : {Language::korean, Language::english})
      for (const Input input : {Input::empty, Input::broken, Input::huge, Input::usual}) {
        if (input == Input::huge && language == Language::english) continue;  // slow, and no different
        CAPTURE(width);
        CAPTURE(static_cast<int>(input));
        const bool dark = language == Language::english;
        CHECK(drawn(width, dark, [&] { draw_matrices(input, language); }) > 0);
        CHECK(drawn(width, dark, [&] { draw_curves(input); }) > 0);
        CHECK(drawn(width, dark, [&] { draw_plane(input); }) > 0);
        const int sum_corners = drawn(width, dark, [&] { draw_arithmetic(input); });
        CHECK((sum_corners > 0) == (input != Input::empty));
      }
}

TEST_CASE("settings draw in both languages and nothing leaves the window") {
  for (const float width : {320.f, 600.f, 1600.f})
    for (const Language language : {Language::korean, Language::english}) {
      Settings settings;
      Screen screen(width);
      for (int i = 0; i < 3; ++i) screen.frame([&] { draw_controls(language, settings); });
      CHECK(screen.vertices() > 500);
      CHECK(screen.sane());
      CHECK(screen.rightmost() <= width);
    }
}

TEST_CASE("long curves and large matrices stay cheap to draw") {
  std::vector<float> noise;
  for (int i = 0; i < 100'000; ++i) noise.push_back(std::sin(static_cast<float>(i) * 12.9898f));
  const Series series[] = {{.name = "noise", .y = noise}};
  CHECK(drawn(1600.f, false, [&] { line_plot("noise", series); }) < 40'000);
  CHECK(drawn(1600.f, false, [] { draw_curves(Input::huge); }) <
        400'000);  // with gaps everywhere, eight curves
  CHECK(drawn(320.f, false, [] { draw_matrices(Input::huge, Language::korean); }) < 4 * 2 * 160 * 256);
}

TEST_CASE("text is elided between characters") {
  Screen screen(320.f);
  screen.frame([] {
    const std::string text = "나는 오늘 漢字 🙂 학교에 간다";
    for (float width = 0.f; width < 300.f; width += 3.f) {
      std::string shown = elided(text, width, body_size);
      CHECK(text_width(shown, body_size) <= width + 0.01f);
      if (shown == text || shown.empty()) continue;
      REQUIRE(shown.ends_with("…"));
      shown.resize(shown.size() - std::string("…").size());
      CHECK(text.starts_with(shown));
      std::size_t at = 0;
      while (at < shown.size()) at += static_cast<std::size_t>(character_bytes(text.substr(at)));
      CHECK(at == shown.size());
    }
    CHECK(elided("한 줄\n두 줄", 300.f, body_size) == "한 줄");
    CHECK(elided(std::string(1'000'000, 'x'), 100.f, body_size).size() < 100);
  });
}

TEST_CASE("a cell is hovered, clicked and dragged to another value") {
  Screen screen(600.f);
  Matrix m{2, 2, {1.f, 2.f, 3.f, 4.f}};
  HeatMapResult result;
  ImVec2 middle;
  const auto draw = [&] {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    result = heat_map("m", m, {.scale_bar = false, .editable = true});
    const HeatMapLayout l = heat_map_layout(2, 2, 500.f, 0.f, 0.f, 44.f, 420.f);
    middle = {low.x + 1.5f * l.cell_width, low.y + 0.5f * l.cell_height};  // row 0, column 1
    if (result.edited) m.at(result.edited->cell.row, result.edited->cell.column) = result.edited->value;
  };
  screen.frame(draw);
  screen.mouse(middle);
  screen.frame(draw);
  screen.frame(draw);
  CHECK(result.hovered == Cell{0, 1});
  screen.press();
  screen.frame(draw);
  screen.release();
  screen.frame(draw);
  CHECK(result.clicked == Cell{0, 1});
  CHECK(m.at(0, 1) == 2.f);
  for (int i = 0; i < 40; ++i) screen.frame(draw);  // so that it is no double click
  screen.press();
  screen.frame(draw);
  screen.mouse({middle.x, middle.y - 30.f});
  screen.frame(draw);
  screen.frame(draw);
  CHECK(m.at(0, 1) > 2.5f);
  CHECK(m.at(0, 0) == 1.f);
  const float raised = m.at(0, 1);
  screen.mouse({middle.x + 20.f, middle.y - 30.f});  // to the right: larger, too
  screen.frame(draw);
  screen.frame(draw);
  CHECK(m.at(0, 1) > raised + 0.2f);
  screen.release();
  screen.frame(draw);
  CHECK(!result.clicked);
}

TEST_CASE("a point pressed on the plane comes back in the plane's own numbers") {
  Screen screen(600.f);
  PlanePlotResult result, at_click;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    result = plane_plot("p", {}, {.limits = {-2.f, 2.f, -1.f, 1.f}, .width = 300.f, .height = 300.f});
    if (result.clicked) at_click = result;
  };
  screen.frame(draw);
  // The plane without its margins: 34 at the left, 2 above and right, a line of text below.
  const float left = low.x + 34.f, right = low.x + 298.f, top = low.y + 2.f,
              bottom = low.y + 300.f - small_size - 8.f;
  screen.mouse({left + 0.75f * (right - left), top + 0.25f * (bottom - top)});
  screen.frame(draw);
  screen.press();
  screen.frame(draw);
  screen.release();
  screen.frame(draw);
  REQUIRE(at_click.clicked);
  CHECK(at_click.clicked->x == doctest::Approx(1.f).epsilon(0.02));
  CHECK(at_click.clicked->y == doctest::Approx(0.5f).epsilon(0.02));
}

TEST_CASE("a slider is dragged, a switch is clicked, an unknown name is a mistake") {
  Settings settings;
  auto fields = demo::fields_of(settings);
  CHECK(find(fields, "rate").name == "rate");
  CHECK_THROWS_WITH_AS(find(fields, "nothing"), "ui::find: no setting named 'nothing'", Error);
  Screen screen(600.f);
  demo::Hand hand;
  bool changed = false;
  ImVec2 low;
  const auto draw = [&] {
    low = ImGui::GetCursorScreenPos();
    changed = field(hand, find(fields, "masked"));
    changed = field(hand, find(fields, "heads")) || changed;
  };
  screen.frame(draw);
  screen.mouse({low.x + 20.f, low.y + touch_height / 2.f});
  screen.frame(draw);
  screen.press();
  screen.frame(draw);
  screen.release();
  screen.frame(draw);
  CHECK(changed);
  CHECK(!settings.masked);
  const float slider_y = low.y + touch_height * 1.5f + ImGui::GetStyle().ItemSpacing.y;
  screen.mouse({low.x + 450.f, slider_y});
  screen.frame(draw);
  screen.press();
  screen.frame(draw);
  screen.frame(draw);
  CHECK(settings.heads > 4);
  screen.release();
  screen.frame(draw);
}

namespace {

class FakeHost : public TextHost {
 public:
  TextAnswer show(const TextRequest& request) override {
    label = std::string(request.label);
    size = request.size;
    top = request.position.y;
    clip_high = request.clip_high;
    most_bytes = request.most_bytes;
    return {std::exchange(answer, {}), false};
  }
  std::string label;
  ImVec2 size, clip_high;
  float top = 0.f;
  std::size_t most_bytes = 0;
  std::optional<std::string> answer;
};

}  // namespace

TEST_CASE("text comes from the host; a refused one is complained about and changes nothing") {
  Screen screen(320.f);
  FakeHost page;
  screen.host.text_fields = &page;
  Settings settings;
  auto fields = demo::fields_of(settings);
  Text complaint;
  demo::Hand hand;
  hand.complain = [&](Text reason) { complaint = std::move(reason); };
  bool changed = false;
  const auto draw = [&] { changed = field(hand, find(fields, "sentence")); };
  screen.frame(draw);
  CHECK(page.label == "문장");
  CHECK(page.most_bytes == 24);
  CHECK(page.size.x <= 320.f);
  CHECK(page.size.y >= touch_height);
  page.answer = "어제 읽었다";
  screen.frame(draw);
  CHECK(changed);
  CHECK(settings.sentence == "어제 읽었다");
  page.answer = std::string(100'000, 'x');
  screen.frame(draw);
  CHECK(!changed);
  CHECK(settings.sentence == "어제 읽었다");
  CHECK(complaint.english.find("too long") != std::string::npos);
}

TEST_CASE("a text field ends where another window lies over it") {
  Screen screen(320.f);
  FakeHost page;
  screen.host.text_fields = &page;
  bool covered = true;
  const auto draw = [&] {
    text_field("Sentence", "", {});
    if (!covered) return;
    ImGui::SetNextWindowPos({0.f, page.top + 10.f});
    ImGui::SetNextWindowSize({320.f, 400.f});
    ImGui::Begin("sheet", nullptr, ImGuiWindowFlags_NoDecoration);
    ImGui::End();
  };
  for (int i = 0; i < 3; ++i) screen.frame(draw);
  CHECK(page.clip_high.y == page.top + 10.f);
  covered = false;
  for (int i = 0; i < 2; ++i) screen.frame(draw);
  CHECK(page.clip_high.y >= page.top + page.size.y);
}

TEST_CASE("a number is typed as people write it; what is none is told, and so is one beyond the limits") {
  Screen screen(320.f);
  FakeHost page;
  screen.host.text_fields = &page;
  Text complaint;
  screen.host.complain = [&](const Text& reason) { complaint = reason; };
  const auto typed = [&](const char* text) {
    bool open = true;
    std::optional<float> value;
    complaint = {};
    page.answer = text;
    screen.frame([&] { value = number_field("number", "Number", {0.f, 0.f}, {80.f, 40.f}, 0.25f, open); });
    return value;
  };
  CHECK(typed("0,5") == 0.5f);
  CHECK(typed("−１．５") == -1.5f);
  CHECK(complaint.empty());
  for (const char* bad : {"half", "1,234", "", "1 2"}) {
    CHECK_FALSE(typed(bad));
    CHECK_FALSE(complaint.english.empty());
    CHECK_FALSE(complaint.korean.empty());
  }
  CHECK_FALSE(typed("0.25"));  // as it was shown: nothing was changed
  CHECK(complaint.empty());
}

TEST_CASE("a number typed into a cell beyond its limits becomes the nearest, and that is said") {
  Screen screen(600.f);
  FakeHost page;
  screen.host.text_fields = &page;
  Text complaint;
  screen.host.complain = [&](const Text& reason) { complaint = reason; };
  const Matrix m{1, 1, {1.f}};
  HeatMapResult result;
  ImVec2 low;
  std::optional<float> edited;
  const auto frame = [&] {
    screen.frame([&] {
      low = ImGui::GetCursorScreenPos();
      result = heat_map("m", m, {.scale_bar = false, .editable = true, .limits = {-2.f, 2.f}});
    });
    if (result.edited) edited = result.edited->value;
  };
  frame();
  screen.mouse({low.x + 10.f, low.y + 10.f});
  for (int click = 0; click < 2; ++click) {
    screen.press();
    frame();
    screen.release();
    frame();
  }
  page.answer = "7,5";
  frame();
  frame();
  CHECK(edited == 2.f);
  CHECK(complaint.english.find("7.5 lies beyond") == 0);
}

TEST_CASE("a frame is asked for once, the earliest wish wins") {
  Screen screen(320.f);
  CHECK(std::isinf(end_frame()));
  request_frame(2.0);
  request_frame(0.5);
  request_frame(1.0);
  CHECK(end_frame() == 0.5);
  CHECK(std::isinf(end_frame()));
}

TEST_CASE("a theme survives its way through the style") {
  for (const bool dark : {false, true}) {
    const Screen screen(320.f, 900.f, dark);
    CHECK(theme().dark == dark);
    CHECK(ImGui::GetStyle().FramePadding.y * 2.f + body_size >= touch_height);
  }
}

TEST_CASE("flow: what has the same id in two parts is two things") {
  Screen screen(900.f);
  ImGuiID ids[2] = {};
  screen.frame([&] {
    Flow flow("parts", 200.f, 2);
    for (ImGuiID& id : ids) {
      flow.next();
      id = canvas("picture", {100.f, 100.f}, "picture").id;
    }
  });
  CHECK(ids[0] != ids[1]);
}
