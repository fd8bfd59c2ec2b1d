// The ring around the control of a setting that a link has just changed.
#include "ui/ring.h"

#include <doctest/doctest.h>

#include "ui/field.h"
#include "ui/head.h"
#include "ui/screen.h"

using namespace madang;

namespace {

enum class Page { curves, weights };

struct Settings {
  Page page = Page::curves;
  int depth = 2;

  template <class Visitor>
  void visit(Visitor& v) {
    v.choice("page", page, {.label = {"보기", "Show"}, .tooltip = {}},
             {{"curves", {"곡선", "Curves"}}, {"weights", {"가중치", "Weights"}}});
    v.integer("depth", depth, {.label = {"깊이", "Depth"}, .tooltip = {}}, 1, 9);
  }
};

struct Parts {
  demo::Hand& hand;
  Settings& settings;
};

const demo::Head shallow{.scenes = {{{"얕게", "Shallow"}, {"얕다", "It is shallow"}, "depth=2"}}};

/// How many corners are drawn over everything else.
int over_everything(test::Screen& screen, demo::Lit lit, void (*draw)(const Parts&)) {
  demo::Hand hand;
  hand.lit = std::move(lit);
  Settings settings;
  int corners = 0;
  screen.frame([&] {
    draw({hand, settings});
    corners = ImGui::GetForegroundDrawList()->VtxBuffer.Size;
  });
  return corners;
}

}  // namespace

TEST_CASE("ring: around a field, a choice and a scene whose setting is lit, and around no other") {
  test::Screen screen(600.f);
  const auto field = [](const Parts& parts) { ui::field(parts, &Settings::depth); };
  const auto choice = [](const Parts& parts) { ui::choice(parts, &Settings::page); };
  const auto scene = [](const Parts& parts) {
    auto fields = demo::fields_of(parts.settings);
    ui::head(parts.hand, fields, shallow, 300.f);
  };
  CHECK(over_everything(screen, {{"depth"}, 1.f}, field) > 0);
  CHECK(over_everything(screen, {{"page"}, 1.f}, field) == 0);
  CHECK(over_everything(screen, {{"page", "depth"}, 0.1f}, choice) > 0);
  CHECK(over_everything(screen, {{"depth"}, 1.f}, choice) == 0);
  CHECK(over_everything(screen, {{"depth"}, 1.f}, scene) > 0);
  CHECK(over_everything(screen, {{"page"}, 1.f}, scene) == 0);
  CHECK(over_everything(screen, {{"depth"}, 0.f}, field) == 0);
}
