// Every control that a demo draws is named on the page, on each of its pages, alone and beside a second run.
#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "app/split.h"
#include "app/two_engines.h"

using namespace madang;
using test::TwoEngines;

namespace {

struct Told {
  std::string role, name, group;
  float width = 0, height = 0, top = 0;
  ImGuiID id = 0;
};

std::vector<std::string> split_at(const std::string& text, char end) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(end, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::vector<Told> controls_of(TwoEngines& page) {
  page.screen.host.access.on = true;
  for (int i = 0; i < 3; ++i) page.draw();
  std::vector<Told> told;
  for (const std::string& record : split_at(page.screen.host.access.message(), '\x1e')) {
    const auto fields = split_at(record.substr(1), '\x1f');
    REQUIRE(fields.size() >= 13);
    told.push_back({record.substr(0, 1), fields[10], fields[11], std::stof(fields[3]), std::stof(fields[4]),
                    std::stof(fields[2]), static_cast<ImGuiID>(std::stoul(fields[0]))});
  }
  return told;
}

void check(TwoEngines& page) {
  const auto all = controls_of(page);
  CHECK(all.size() >= 10);  // those of the toolbar alone
  std::set<std::string> seen;
  for (const Told& control : all) {
    CAPTURE(control.role);
    CAPTURE(control.name);
    CAPTURE(control.group);
    CHECK_FALSE(control.name.empty());
    CHECK(control.width >= 1);
    CHECK(control.height >= 1);
    if (control.role == "o") CHECK_FALSE(control.group.empty());
    if (control.role != "w") CHECK(seen.insert(control.role + control.group + "|" + control.name).second);
  }
}

/// The defaults, and each option of each setting whose control the view draws itself: its pages.
std::vector<demo::NamedValue> pages_of(demo::AnyView& view) {
  std::vector<demo::NamedValue> pages = {{}};
  for (const demo::Field& field : view.fields())
    if (const auto* choice = std::get_if<demo::Choice>(&field.kind); choice && !field.about.in_panel)
      for (const demo::Option& option : choice->options) pages.push_back({field.name, option.name});
  return pages;
}

}  // namespace

TEST_CASE("controls: every one has a name that no other of its role has, on every page of every demo") {
  for (const auto& slug : demo::view_slugs())
    for (const auto& page : pages_of(*demo::make_view(slug))) {
      CAPTURE(slug);
      CAPTURE(page.name);
      CAPTURE(page.value);
      TwoEngines shown(slug, page.name.empty() ? "" : "v=1&" + page.name + "=" + page.value);
      shown.press(app::Press::step, 2);
      shown.shell.press(app::Press::look);
      for (const Language language : {Language::korean, Language::english}) {
        shown.shell.speak(language);
        check(shown);
      }
    }
}

TEST_CASE("controls: two runs beside each other are told apart, and so are the controls of a narrow demo") {
  for (const auto& slug : demo::view_slugs()) {
    CAPTURE(slug);
    TwoEngines narrow(slug, "v=1", 340.f);
    check(narrow);
    TwoEngines both(slug, "v=1");
    const auto view = demo::make_view(slug);
    const auto fields = view->fields();
    const auto field = std::ranges::find_if(fields, [](const auto& f) { return f.about.in_panel; });
    if (field == fields.end()) continue;
    both.set("b." + field->name, app::another_value(*field));
    check(both);
  }
}

TEST_CASE(
    "controls: the settings' sheet on a phone closes when the keys go to what it covers, and only then") {
  TwoEngines page(demo::view_slugs().front(), "v=1", 340.f);
  page.shell.set_seen(0.f, 740.f);
  const auto named = [&](const std::string& name) {
    const auto all = controls_of(page);
    const auto found = std::ranges::find(all, name, &Told::name);
    return found == all.end() ? Told{} : *found;
  };
  const auto go_to = [&](const Told& control) {
    page.screen.host.access.focus(control.id);
    page.draw();
  };
  const auto is_open = [&] { return named("Close the settings").id != 0; };
  const auto before = controls_of(page);
  page.screen.host.access.ask(named("Settings").id, 1.f);
  page.settle();
  REQUIRE(is_open());
  const Told close = named("Close the settings");
  go_to(close);
  CHECK(is_open());
  go_to(before.front());  // above the sheet
  REQUIRE(before.front().top < close.top);
  CHECK(is_open());
  const auto covered = std::ranges::find_if(before, [&](const Told& control) {
    return control.top > close.top && control.top + control.height < 740.f;
  });
  REQUIRE(covered != before.end());
  go_to(*covered);
  CHECK_FALSE(is_open());
}
