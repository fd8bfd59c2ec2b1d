// No view draws beyond its room, on the narrowest phone, in an embed and beside the panel, on any of its
// pages.
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "demo/experiment.h"
#include "demo/view.h"
#include "support/data_files.h"
#include "ui/screen.h"

using namespace madang;

namespace {

/// The settings whose controls a view draws itself, each option of each: its pages, tasks and techniques.
std::vector<demo::NamedValue> pages_of(demo::AnyView& view) {
  std::vector<demo::NamedValue> pages = {{}};  // the defaults
  for (const demo::Field& field : view.fields())
    if (const auto* choice = std::get_if<demo::Choice>(&field.kind); choice && !field.about.in_panel)
      for (const demo::Option& option : choice->options) pages.push_back({field.name, option.name});
  return pages;
}

/// The right end of what a view draws when told to have `room`.
float right_end(demo::AnyView& view, Language language, float room) {
  test::Screen screen(4000.f, 8000.f);
  demo::Hand hand;
  hand.language = language;
  for (int i = 0; i < 2; ++i) screen.frame([&] { view.draw(hand); }, room);
  return screen.rightmost() - ImGui::GetStyle().WindowPadding.x;
}

}  // namespace

TEST_CASE("every page of every view fits into 296 px, an embed's 616, and what the panel leaves of 900") {
  for (const std::string& slug : demo::view_slugs()) {
    for (const demo::NamedValue& page : pages_of(*demo::make_view(slug))) {
      const auto view = demo::make_view(slug);
      const auto experiment = demo::make_experiment(slug);
      auto fields = experiment->fields(), shown = view->fields();
      if (!page.name.empty()) {
        demo::set_values(fields, {&page, 1});
        demo::set_values(shown, {&page, 1});
      }
      test::load_files(*experiment);
      experiment->reset(1);
      for (int i = 0; i < 3 && experiment->can_step(); ++i) experiment->step();
      view->read(experiment->snapshot());
      CAPTURE(slug);
      CAPTURE(page.name);
      CAPTURE(page.value);
      for (const auto language : {Language::korean, Language::english})
        for (const float room : {296.f, 616.f, 572.f}) {
          CAPTURE(room);
          CHECK(right_end(*view, language, room) <= room + 1.5f);
        }
    }
  }
}
