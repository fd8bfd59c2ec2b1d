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

constexpr float desktop_px = 1053.f, beside_prose_px = 741.f, embed_px = 704.f, phone_px = 341.f,
                narrowest_px = 301.f;

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

namespace {

/// Whether the picture stands near the top; a page of numbers has none.
void check_top(TwoEngines& page, float most) {
  const float top = page.screen.host.picture_top;
  if (std::isfinite(top)) CHECK(top <= most);
}

/// Of a sentence in narrow letters: a Korean one is twice as wide as any other.
std::size_t narrow_letters(const std::string& text) {
  std::size_t count = 0;
  for (const char byte : text) {
    const bool begins = (byte & 0xC0) != 0x80, is_hangul = begins && (byte & 0xF0) == 0xE0 && byte != '\xE2';
    count += static_cast<std::size_t>(begins) + static_cast<std::size_t>(is_hangul);
  }
  return count;
}

// In letters: without a browser there are none of a page, whose 276 px hold three lines of so many.
void check_sentence(TwoEngines& page) {
  constexpr std::size_t most = 124;
  for (const Language language : {Language::korean, Language::english}) {
    page.shell.speak(language);
    const std::string told = page.shell.sentence();
    CAPTURE(told);
    CHECK(narrow_letters(told) <= most);
  }
}

/// Plays on by so many rounds of three steps: what was as high before is as high after each.
template <class Check>
void check_steady(TwoEngines& page, int rounds, Check&& check) {
  constexpr int steps = 3;
  for (int i = 0; i < 4; ++i) page.draw();  // settled
  const float height = page.height;
  check();
  for (int i = 0; i < rounds && page.height == height; ++i) {
    page.press(app::Press::step, steps);
    page.draw();
    CHECK(page.height == height);
    check();
  }
}

}  // namespace

// All of it on the same run of a state: what a demo adds to the time of the tests is little more than its
// run.
TEST_CASE("frame: the picture begins near the top and stands still while it plays") {
  for (const auto& slug : demo::view_slugs())
    for (const auto& state : states_of(slug)) {
      CAPTURE(slug);
      CAPTURE(state);
      TwoEngines page(slug, state, desktop_px);
      constexpr int rounds = 2;  // longer in a browser: tests/browser/steady.test.mjs
      check_steady(page, rounds, [&] { check_top(page, 120.f); });
      page.screen.widen(beside_prose_px);
      for (int i = 0; i < 2; ++i) page.draw();
      check_top(page, 120.f);
      page.screen.widen(embed_px);
      for (int i = 0; i < 2; ++i) page.draw();
      check_top(page, 200.f);
    }
}

TEST_CASE("frame: so it does on a phone, where the sentence above it fits and nothing is cut below") {
  for (const auto& slug : demo::view_slugs())
    for (const auto& state : states_of(slug)) {
      CAPTURE(slug);
      CAPTURE(state);
      TwoEngines page(slug, state, phone_px);
      constexpr int rounds = 7;
      check_steady(page, rounds, [&] {
        check_top(page, 200.f);
        check_sentence(page);
        CHECK(page.screen.lowest() <= page.height);
      });
      page.screen.widen(narrowest_px);
      for (int i = 0; i < 4; ++i) page.draw();
      CHECK(page.screen.lowest() <= page.height);
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
