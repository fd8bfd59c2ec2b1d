#include "app/shortcut.h"

#include <doctest/doctest.h>

using namespace madang::app;

TEST_CASE("shortcut: a key goes by what it says on the reader's layout") {
  CHECK(shortcut_of({.says = " ", .place = "Space"}) == Press::play);
  CHECK(shortcut_of({.says = "s", .place = "KeyS"}) == Press::step);
  CHECK(shortcut_of({.says = "S", .place = "KeyS"}) == Press::step);                   // caps lock
  CHECK(shortcut_of({.says = "r", .place = "KeyO"}) == Press::reset);                  // Dvorak
  CHECK_FALSE(shortcut_of({.says = "o", .place = "KeyS"}));                            // Dvorak
  CHECK(shortcut_of({.says = "z", .place = "KeyW", .control = true}) == Press::undo);  // AZERTY
  CHECK_FALSE(shortcut_of({.says = "w", .place = "KeyZ", .control = true}));  // AZERTY: closes the tab
  CHECK_FALSE(shortcut_of({.says = "ß", .place = "KeyS"}));                   // Latin, and not s
  CHECK_FALSE(shortcut_of({.says = "Dead", .place = "KeyS"}));
  CHECK_FALSE(shortcut_of({.says = "Shift", .place = "ShiftLeft"}));
}

TEST_CASE("shortcut: where the layout has no Latin letters, the key's place counts") {
  for (const char* says : {"ㄴ", "ы", "σ", "と", "ｓ", "س", "Process", "Unidentified", ""})
    CHECK(shortcut_of({.says = says, .place = "KeyS"}) == Press::step);
  CHECK(shortcut_of({.says = "ㄱ", .place = "KeyR"}) == Press::reset);
  CHECK(shortcut_of({.says = "ㅋ", .place = "KeyZ", .meta = true}) == Press::undo);
  CHECK_FALSE(shortcut_of({.says = "ㄴ", .place = ""}));
  CHECK_FALSE(shortcut_of({.says = "ㅁ", .place = "KeyA"}));
}

TEST_CASE("shortcut: with a modifier that it does not have a key is the browser's") {
  for (const char* says : {" ", "s", "r", "ㄴ"}) {
    const char* const place = says[0] == ' ' ? "Space" : says[0] == 'r' ? "KeyR" : "KeyS";
    CHECK_FALSE(shortcut_of({.says = says, .place = place, .control = true}));
    CHECK_FALSE(shortcut_of({.says = says, .place = place, .meta = true}));
    CHECK_FALSE(shortcut_of({.says = says, .place = place, .alt = true}));
    CHECK_FALSE(shortcut_of({.says = says, .place = place, .shift = true}));
  }
  CHECK_FALSE(shortcut_of({.says = "z", .place = "KeyZ"}));
  CHECK_FALSE(shortcut_of({.says = "Z", .place = "KeyZ", .control = true, .shift = true}));
  CHECK_FALSE(shortcut_of({.says = "z", .place = "KeyZ", .control = true, .alt = true}));
  CHECK_FALSE(shortcut_of({.says = "z", .place = "KeyZ", .control = true, .meta = true}));
}
