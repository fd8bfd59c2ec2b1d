// The frame around every demo, in each of its scenes and pages: the picture stands near the top, and nothing
// below moves while it plays.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "app/two_engines.h"
#include "demo/head.h"

using namespace madang;
using test::TwoEngines;

namespace {

constexpr float desktop_px = 1053.f, beside_prose_px = 741.f, embed_px = 704.f, phone_px = 341.f;

/// Every scene and every option in the head of a demo, as links.
std::vector<std::string> states_of(const std::string& slug) {
  const auto view = demo::make_view(slug);
  const demo::Head& head = view->head(Language::english);
  std::vector<std::string> states = {""};
  for (const demo::Scene& scene : head.scenes)
    states.push_back("v=1&" + scene.state + (scene.start.empty() ? "" : "&" + scene.start));
  for (const demo::Field& field : view->fields())
    if (std::ranges::find(head.choices, field.name) != head.choices.end())
      for (const demo::Option& option : std::get<demo::Choice>(field.kind).options)
        states.push_back("v=1&" + field.name + "=" + option.name);
  return states;
}

}  // namespace

TEST_CASE("frame: the picture begins within 120 px on a desktop, within 200 on a phone and in an embed") {
  for (const auto& slug : demo::view_slugs())
    for (const auto& state : states_of(slug))
      for (const float width : {desktop_px, beside_prose_px, embed_px, phone_px}) {
        TwoEngines page(slug, state, width);
        const float top = page.screen.host.picture_top;
        if (std::isinf(top)) continue;  // a page of numbers
        CAPTURE(slug);
        CAPTURE(state);
        CAPTURE(width);
        CHECK(top <= (width >= beside_prose_px ? 120.f : 200.f));
      }
}

TEST_CASE("frame: the height stands still while a demo plays") {
  constexpr int rounds = 5, steps = 3;  // longer in a browser: tests/browser/steady.test.mjs
  for (const auto& slug : demo::view_slugs())
    for (const auto& state : states_of(slug))
      for (const float width : {desktop_px, phone_px}) {
        TwoEngines page(slug, state, width);
        for (int i = 0; i < 4; ++i) page.draw();  // settled
        const float height = page.height;
        CAPTURE(slug);
        CAPTURE(state);
        CAPTURE(width);
        for (int i = 0; i < rounds; ++i) {
          page.press(app::Press::step, steps);
          page.draw();
          CHECK(page.height == height);
          if (page.height != height) break;
        }
      }
}

namespace {

/// Of a sentence in narrow letters: a Korean one is twice as wide as any other.
std::size_t narrow_letters(const std::string& text) {
  std::size_t count = 0;
  for (const char byte : text) {
    const bool begins = (byte & 0xC0) != 0x80, is_hangul = begins && (byte & 0xF0) == 0xE0 && byte != '\xE2';
    count += static_cast<std::size_t>(begins) + static_cast<std::size_t>(is_hangul);
  }
  return count;
}

}  // namespace

// In letters: without a browser there are none of a page, whose 276 px hold three lines of so many.
TEST_CASE("frame: the sentence above the picture fits a phone, before a run and in it") {
  constexpr std::size_t most = 124;
  constexpr int steps = 40;
  for (const std::string& slug : demo::view_slugs())
    for (const auto& state : states_of(slug))
      for (const Language language : {Language::korean, Language::english}) {
        TwoEngines page(slug, state, phone_px, language);
        for (const int more : {0, steps}) {
          if (more > 0) page.press(app::Press::step, more);
          const std::string told = page.shell.sentence();
          CAPTURE(slug);
          CAPTURE(state);
          CAPTURE(told);
          CHECK(narrow_letters(told) <= most);
        }
      }
}

TEST_CASE("frame: on a phone what is inside stands in place of the picture, and no demo is higher for it") {
  for (const auto& slug : demo::view_slugs()) {
    CAPTURE(slug);
    TwoEngines page(slug, "", phone_px);
    page.press(app::Press::step);
    const float picture = page.height;
    page.press(app::Press::look);
    if (page.told.find("standard deviation") == std::string::npos) continue;  // nothing to look into
    CHECK(page.height < 1600.f);
    CHECK(page.height != picture);
  }
}

TEST_CASE(
    "frame: of two runs beside each other it says in what they differ, of one what is to be seen in it") {
  const auto built = demo::view_slugs();
  if (std::ranges::find(built, "backprop") == built.end()) return;  // MADANG_DEMOS names others
  TwoEngines page("backprop", "v=1&mode=train&step=2");
  const std::string alone = page.shell.sentence();
  page.set("b.optimizer", "adam");
  CHECK(page.shell.sentence() ==
        "A and B differ in one setting, Optimiser: Gradient descent and Adam. The seed and all else are the "
        "same.");
  TwoEngines phone("backprop", "v=1&mode=train&step=2&b.optimizer=adam", phone_px);
  CHECK(phone.shell.sentence() == "A: " + alone);
}
