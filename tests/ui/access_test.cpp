// What the page is told of controls, what it asks of them, and keys that lead the pointer through pictures.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "ui/access.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/heat_map.h"
#include "ui/pad.h"
#include "ui/screen.h"
#include "ui/setting_value.h"
#include "ui/sketch_pad.h"
#include "ui/slider.h"
#include "ui/timeline.h"

using namespace madang;
using namespace madang::ui;
using test::Screen;

namespace {

/// A page without a browser.
struct Page {
  Screen screen{400.f};
  ImGuiID id = 0;  ///< of the control with the asked name

  Page() { screen.host.access.on = true; }
  Access& access() { return screen.host.access; }
  PadPointer& pointer() { return screen.host.pointer; }

  void draw(const std::function<void()>& what, int frames = 1) {
    for (int i = 0; i < frames; ++i) {
      screen.frame(what);
      ui::end_frame();
    }
  }
  /// The fields of the first control whose message holds `text`.
  std::vector<std::string> control(const std::string& text) {
    const std::string& all = access().message();
    for (std::size_t from = 0; from < all.size();) {
      const std::size_t to = all.find('\x1e', from);
      const std::string record = all.substr(from, to - from);
      from = to + 1;
      if (record.find(text) == std::string::npos) continue;
      std::vector<std::string> fields = {record.substr(0, 1)};
      for (std::size_t at = 1; at <= record.size();) {
        const std::size_t end = std::min(record.find('\x1f', at), record.size());
        fields.push_back(record.substr(at, end - at));
        at = end + 1;
      }
      id = static_cast<ImGuiID>(std::stoul(fields.at(1)));
      return fields;
    }
    return {};
  }
  void key(const std::function<void()>& what, PadKey key, bool drags = false) {
    pointer().key(id, key, drags);
    draw(what, 8);
  }
};

}  // namespace

TEST_CASE("access: a control says what it is, its name, place and value, and takes what is asked of it") {
  Page page;
  int pressed = 0, index = 0, moment = 3;
  bool on = false;
  float position = 0.25f;
  const std::vector<std::string> names = {"one", "two", "three"};
  const auto draw = [&] {
    if (button("Begin")) ++pressed;
    tooltip("Begins anew");
    toggle("Compare", on);
    segmented("parts", "Part", names, index);
    slider("##rate", position, 200.f, {.name = "Rate", .value = "0.1"});
    timeline("time", moment, 10, {.label = "Time"});
  };
  page.draw(draw);
  CHECK(page.control("Begin").at(15) == "Begins anew");
  CHECK(page.control("Begin").at(0) == "b");
  page.access().ask(page.id, 1.f);
  page.access().ask(page.id, 1.f);
  page.draw(draw, 3);
  CHECK(pressed == 2);

  CHECK(page.control("Compare").at(6) == "0");
  page.access().ask(page.id, 1.f);
  page.draw(draw, 2);
  CHECK(on);
  CHECK(page.control("Compare").at(6) == "1");

  CHECK(page.control("two").at(12) == "Part");
  page.access().ask(page.id, 1.f);
  page.draw(draw, 2);
  CHECK(index == 1);

  const auto rate = page.control("Rate");
  CHECK(rate.at(0) == "s");
  CHECK(rate.at(7) == "0.25");
  CHECK(rate.at(13) == "0.1");
  page.access().ask(page.id, 0.5f);
  page.draw(draw);
  CHECK(position == 0.5f);

  page.control("Time +1");
  page.access().ask(page.id, 1.f);
  page.draw(draw);
  CHECK(moment == 4);
}

TEST_CASE("access: what a control does is told while keys rest on it, and no more once it was pressed") {
  Page page;
  const auto draw = [&] {
    button("Begin");
    button("Back");
  };
  page.draw(draw);
  page.control("Begin");
  const ImGuiID begin = page.id;
  page.access().focus(begin);
  CHECK(page.access().focus_seconds(begin) >= 0.0);
  page.access().ask(begin, 1.f);
  page.draw(draw, 2);
  CHECK(page.access().focus_seconds(begin) == -1.0);
  page.access().focus(begin);  // again, after the page laid it out anew
  CHECK(page.access().focus_seconds(begin) == -1.0);

  page.control("Back");
  page.access().focus(page.id);
  page.access().focus(begin);
  CHECK(page.access().focus_seconds(begin) >= 0.0);
}

TEST_CASE("access: a disabled control takes nothing, and what is gone is forgotten") {
  Page page;
  int pressed = 0;
  bool enabled = false, there = true;
  const auto draw = [&] {
    ImGui::BeginDisabled(!enabled);
    if (there && button("Begin")) ++pressed;
    ImGui::EndDisabled();
    if (button("Other")) pressed += 100;
  };
  page.draw(draw);
  CHECK(page.control("Begin").at(6) == "2");
  page.access().ask(page.id, 1.f);
  page.draw(draw, 2);
  enabled = true;
  page.draw(draw, 2);
  CHECK(pressed == 0);
  page.access().ask(page.id, 1.f);
  there = false;
  page.draw(draw, 2);
  there = true;
  page.draw(draw, 2);
  CHECK(pressed == 0);
}

TEST_CASE("access: nothing is told when nothing changed; other controls at once, other values now and then") {
  Page page;
  float position = 0.f;
  bool more = false;
  const auto draw = [&] {
    slider("##rate", position, 200.f, {.name = "Rate"});
    if (more) button("More");
  };
  page.draw(draw);
  CHECK(page.access().news(1.0) != nullptr);
  page.draw(draw);
  CHECK(page.access().news(1.01) == nullptr);
  position = 0.5f;
  page.draw(draw);
  CHECK(page.access().news(1.1) == nullptr);
  page.draw(draw);
  CHECK(page.access().news(1.25) != nullptr);
  more = true;
  page.draw(draw);
  CHECK(page.access().news(1.26) != nullptr);
  position = 1.f;
  page.control("Rate");
  page.access().ask(page.id, 0.75f);
  page.draw(draw);
  CHECK(page.access().news(1.27) != nullptr);
  CHECK(position == 0.75f);
}

TEST_CASE("access: what a name holds cannot break the message") {
  Page page;
  page.draw([] {
    button(
        "a\x1e"
        "b\x1f"
        "c\n");
    const Within a("A");
    button("Begin");
  });
  CHECK(page.control("a b c ").at(11) == "a b c ");
  CHECK(page.control("Begin").at(11) == "A · Begin");
}

TEST_CASE("pad: keys go from cell to cell, tell what is there and press it") {
  Page page;
  const Matrix matrix{2, 3, {1.f, 2.f, 3.f, 4.f, 5.f, 6.f}};
  Cell clicked, hovered;
  const auto draw = [&] {
    const auto result = heat_map("map", matrix, {.title = "Weights"});
    hovered = result.hovered;
    if (result.clicked) clicked = result.clicked;
  };
  page.draw(draw);
  CHECK(page.control("Weights").at(0) == "p");
  page.key(draw, PadKey::enter);
  CHECK(hovered == Cell{0, 0});
  CHECK(page.pointer().told() == "1 → 1, 1");
  page.key(draw, PadKey::right);
  page.key(draw, PadKey::down);
  CHECK(hovered == Cell{1, 1});
  CHECK(page.pointer().told() == "2 → 2, 5");
  CHECK_FALSE(clicked);
  page.key(draw, PadKey::press);
  CHECK(clicked == Cell{1, 1});
  page.key(draw, PadKey::down);  // there is no further row
  page.key(draw, PadKey::row_end);
  CHECK(hovered == Cell{1, 2});
  page.key(draw, PadKey::start);
  CHECK(hovered == Cell{0, 0});
  page.key(draw, PadKey::end);
  CHECK(hovered == Cell{1, 2});
  page.pointer().leave();
  page.draw(draw, 3);
  CHECK_FALSE(hovered);
  page.key(draw, PadKey::enter);  // where it was left
  CHECK(hovered == Cell{1, 2});
}

TEST_CASE("pad: a drag by keys changes the number in a cell and leads back to it") {
  Page page;
  Matrix matrix{2, 2, {0.f, 0.f, 0.f, 0.f}};
  const auto draw = [&] {
    const auto result =
        heat_map("map", matrix, {.title = "Kernel", .range = ColourRange{-1.f, 1.f}, .editable = true});
    if (result.edited) matrix.at(result.edited->cell.row, result.edited->cell.column) = result.edited->value;
  };
  page.draw(draw);
  page.control("Kernel");
  page.key(draw, PadKey::enter);
  page.key(draw, PadKey::down);
  page.key(draw, PadKey::up, true);
  CHECK(matrix.at(1, 0) > 0.05f);
  const float once = matrix.at(1, 0);
  page.key(draw, PadKey::up, true);
  CHECK(matrix.at(1, 0) > once);
  page.key(draw, PadKey::down, true);
  CHECK(matrix.at(1, 0) == doctest::Approx(once));
  page.key(draw, PadKey::drop);
  page.key(draw, PadKey::right);
  page.key(draw, PadKey::down, true);
  page.pointer().leave();  // the focus goes: nothing stays held
  page.draw(draw, 4);
  CHECK_FALSE(ImGui::IsMouseDown(ImGuiMouseButton_Left));
  CHECK(matrix.at(1, 1) < 0.f);
  CHECK(matrix.at(0, 0) == 0.f);
}

TEST_CASE("pad: keys draw a line, and stop where places are given") {
  Page page;
  Matrix image{28, 28, std::vector<float>(784, 0.f)};
  const auto sketch = [&] { sketch_pad("pad", image, {.title = "Digit", .brush = 0.1f}); };
  page.draw(sketch);
  page.control("Digit");
  page.key(sketch, PadKey::enter);
  for (int i = 0; i < 3; ++i) page.key(sketch, PadKey::down);
  for (int i = 0; i < 5; ++i) page.key(sketch, PadKey::right, true);
  page.key(sketch, PadKey::drop);
  CHECK(image.at(3, 0) > 0.5f);
  CHECK(image.at(3, 5) > 0.5f);
  CHECK(image.at(3, 9) == 0.f);

  Page other;
  int at = -1;
  const auto draw = [&] {
    const Canvas c = canvas("places", {200.f, 100.f}, "Places");
    const ImVec2 places[] = {
        {c.low.x + 10.f, c.low.y + 50.f}, {c.low.x + 90.f, c.low.y + 20.f}, {c.low.x + 90.f, c.low.y + 80.f}};
    stop_at(c.id, {.seen = {c.low, c.high}, .places = places});
    at = -1;
    for (int i = 0; i < 3; ++i)
      if (c.hovered && std::abs(c.mouse.x - places[i].x) + std::abs(c.mouse.y - places[i].y) < 2.f) at = i;
  };
  other.draw(draw);
  other.control("Places");
  other.key(draw, PadKey::enter);
  CHECK(at == 0);
  other.key(draw, PadKey::right);
  CHECK(at == 1);
  other.key(draw, PadKey::down);
  CHECK(at == 2);
  other.key(draw, PadKey::down);
  CHECK(at == 2);
  other.key(draw, PadKey::left);
  CHECK(at == 0);
}

TEST_CASE("pad: the mouse takes over when it moves") {
  Page page;
  const Matrix matrix{1, 2, {1.f, 2.f}};
  ImVec2 place{};
  Cell hovered;
  const auto draw = [&] {
    hovered = heat_map("map", matrix, {.title = "Weights"}).hovered;
    place = {ImGui::GetItemRectMax().x, ImGui::GetItemRectMin().y + 10.f};
  };
  page.draw(draw);
  page.control("Weights");
  page.key(draw, PadKey::enter);
  CHECK(hovered == Cell{0, 0});
  page.screen.mouse({350.f, 800.f});
  page.draw(draw, 3);
  CHECK_FALSE(hovered);
}

TEST_CASE("setting value: a key always reaches another value") {
  float value = 0.f;
  const demo::Number rate{&value, 0.1f, 1.f, demo::Scale::logarithmic};
  for (const float from : {0.1f, 0.13f, 0.5f, 0.99f}) {
    const float up = stepped_value(rate, from, true, slider_position(rate, from) + 0.001f);
    CHECK(up > from);
    CHECK(up < from * 1.2f);
  }
  CHECK(stepped_value(rate, 0.5f, false, slider_position(rate, 0.5f) - 0.001f) < 0.5f);
  CHECK(stepped_value(rate, 1.f, true, 1.f) == 1.f);
}
