// What the shell is made of: curves as tables, a run split in two, undo; and every demo with two runs beside
// each other. (tests/demos has one demo taken through all of it.)
#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "app/split.h"
#include "app/two_engines.h"
#include "app/undo.h"
#include "demo/history.h"

using namespace madang;
using test::TwoEngines;

TEST_CASE("curves: a table has a row for each place, and empty cells") {
  const std::vector<demo::Curve> curves = {{"train", {}, {0.f, 10.f, 20.f}, {1.f, 0.5f, NAN}},
                                           {"te,st", {}, {10.f}, {2.f}}};
  CHECK(demo::csv_of(curves) == "step,train,\"te,st\"\r\n0,1,\r\n10,0.5,2\r\n20,nan,\r\n");
  CHECK(demo::csv_of({}) == "step\r\n");
}

TEST_CASE("split: the other run differs in one setting, also where it was changed by hand") {
  const demo::Run run{.settings = {{"rate", "0.1"}, {"data", "xor"}},
                      .seed = 7,
                      .step = 30,
                      .events = {{5, {{"rate", "0.2"}}, {}},
                                 {6, {{"rate", "0.3"}, {"data", "moons"}}, {}},
                                 {9, {}, {"draw", {1.f}, ""}}}};
  const auto twin = app::split(run, {"rate", "3"});
  CHECK(twin.seed == 7);
  CHECK(twin.step == 30);
  CHECK(app::settings_at_end(twin) == std::vector<demo::NamedValue>{{"data", "moons"}, {"rate", "3"}});
  REQUIRE(twin.events.size() == 2);
  CHECK(twin.events[0].settings == std::vector<demo::NamedValue>{{"data", "moons"}});
  CHECK(twin.events[1].action.name == "draw");
}

TEST_CASE("undo: a dragged slider is one change, the oldest is forgotten") {
  app::Undo undo;
  CHECK_FALSE(undo.take());
  for (int i = 0; i < 30; ++i) undo.remember({{.step = static_cast<std::uint64_t>(i)}}, "rate", 0.1 * i);
  undo.remember({{.step = 100}}, "data", 3.0);
  CHECK(undo.take()->run.step == 100);
  CHECK(undo.take()->run.step == 0);
  CHECK(undo.empty());
  for (int i = 0; i < 80; ++i) undo.remember({{.step = static_cast<std::uint64_t>(i)}}, "rate", 10.0 * i);
  int count = 0;
  while (undo.take()) ++count;
  CHECK(count == 50);
}

TEST_CASE("compare: every demo draws both runs, wide and narrow") {
  for (const auto& slug : demo::view_slugs())
    for (const float width : {340.f, 1400.f}) {
      TwoEngines page(slug, "v=1", width);
      page.press(app::Press::step, 2);
      const auto view = demo::make_view(slug);  // the fields point into it
      const auto fields = view->fields();
      const auto field = std::ranges::find_if(fields, [](const auto& f) { return f.about.in_panel; });
      if (field == fields.end()) continue;
      CAPTURE(slug);
      page.set("b." + field->name, app::another_value(*field));
      CHECK(page.screen.sane());
      CHECK(page.told.find("B: ") != std::string::npos);
    }
}

namespace {

/// Every option of a choice, both places of a switch, the least of a count and twice what it is.
std::vector<std::string> some_values(const demo::Field& field) {
  std::vector<std::string> values;
  if (const auto* const choice = std::get_if<demo::Choice>(&field.kind))
    for (const demo::Option& option : choice->options) values.push_back(option.name);
  if (const auto* const count = std::get_if<demo::Integer>(&field.kind))
    for (const int value : {count->minimum, std::min(count->maximum, 2 * *count->value)})
      values.push_back(std::to_string(value));
  if (std::holds_alternative<demo::Toggle>(field.kind)) values = {"1", "0"};
  return values;
}

}  // namespace

// The view may have settings for which it has no numbers yet: it must not read what is not there.
TEST_CASE(
    "until the picture of a new setting comes, the one before is drawn, for every choice, switch and count") {
  for (const auto& slug : demo::view_slugs()) {
    TwoEngines page(slug, "v=1", 340.f);
    page.press(app::Press::step, 2);
    const auto view = demo::make_view(slug);
    for (const demo::Field& field : view->fields()) {
      const auto values = some_values(field);
      if (values.empty()) continue;
      const std::string before = page.shell.setting(field.name);
      for (const std::string& value : values) {
        CAPTURE(slug);
        CAPTURE(field.name);
        CAPTURE(value);
        page.shell.set_setting(field.name, value);
        for (int i = 0; i < 2; ++i) page.draw();
        CHECK(page.screen.sane());
        page.settle();
        CHECK(page.screen.sane());
      }
      page.set(field.name, before);
    }
  }
}

TEST_CASE("split: the other value is the next of few and twice or half of many") {
  struct Knobs {
    int depth = 5, images = 200, most = 400;
    void visit(demo::FieldCollector& v) {
      v.integer("depth", depth, {.label = {"깊이", "Depth"}, .tooltip = {}}, 2, 8);
      v.integer("images", images, {.label = {"이미지", "Images"}, .tooltip = {}}, 50, 500);
      v.integer("most", most, {.label = {"최대", "Most"}, .tooltip = {}}, 50, 500);
    }
  } knobs;
  const auto other = [&](std::size_t i) { return app::another_value(demo::fields_of(knobs).at(i)); };
  CHECK(other(0) == "6");
  CHECK(other(1) == "400");
  CHECK(other(2) == "200");
  knobs.depth = 8;
  CHECK(other(0) == "7");
  knobs.images = 500;
  CHECK(other(1) == "250");
}

TEST_CASE("compared where there is room for one, the sentence says of which of two runs it speaks") {
  for (const auto& slug : demo::view_slugs()) {
    const auto view = demo::make_view(slug);
    const auto fields = view->fields();
    const auto field = std::ranges::find_if(fields, [](const auto& f) { return f.about.in_panel; });
    if (field == fields.end()) continue;
    TwoEngines page(slug, "v=1", 340.f);
    const std::string alone = page.shell.sentence();
    if (alone.empty()) continue;
    CAPTURE(slug);
    page.set("b." + field->name, app::another_value(*field));
    CHECK(page.shell.sentence().starts_with("A: "));
  }
}

TEST_CASE("until its first picture comes, the shell says in place of a view that it is being made") {
  for (const auto& slug : demo::view_slugs()) {
    TwoEngines page(slug, "v=1");
    const auto view = demo::make_view(slug);
    const auto fields = view->fields();
    const auto field = std::ranges::find_if(fields, [](const auto& f) { return f.about.in_panel; });
    if (field == fields.end()) continue;
    CAPTURE(slug);
    page.shell.set_setting("b." + field->name, app::another_value(*field));
    page.draw();
    CHECK(page.told.find("\nB: The first picture is being made…") != std::string::npos);
    page.settle();
    CHECK(page.told.find("being made…") == std::string::npos);
  }
}

TEST_CASE("a link to settings of another natural speed is replayed to its step and does not play on") {
  const auto slugs = demo::view_slugs();
  if (std::ranges::find(slugs, "backprop") == slugs.end()) return;  // MADANG_DEMOS names others
  TwoEngines page("backprop", "v=1&mode=walk");
  page.shell.open("v=1&mode=train&data=moons&seed=5&step=7");
  page.settle();
  CHECK(page.plays == 0);
  CHECK(page.status.step == 7);
  CHECK_FALSE(page.status.playing);
}

TEST_CASE(
    "a press on play while the opening is on its way plays on from there; a link's replay is paused by it") {
  for (const bool link : {false, true}) {
    TwoEngines page(demo::view_slugs().front(), "v=1");
    page.shell.open(link ? "v=1&step=9" : "");
    demo::Frame on_its_way;
    on_its_way.playing = on_its_way.replaying = true;
    on_its_way.answered = UINT64_MAX;
    page.shell.receive(0, io::to_bytes(on_its_way));
    page.draw();
    CHECK(page.status.playing == link);
    page.shell.press(app::Press::play);
    CHECK(page.plays == (link ? 0 : 1));
    page.draw();
    CHECK(page.status.playing);
  }
}
