#pragma once

#include <optional>
#include <string_view>

#include "app/stage.h"

namespace madang::app {

/// A key that went down, as the web tells it (UI Events, `KeyboardEvent`).
struct KeyStroke {
  std::string_view says;   ///< `key`: what it says on the reader's layout, "s", "ㄴ", " "
  std::string_view place;  ///< `code`: where it lies, named after a US keyboard, "KeyS"
  bool control = false;
  bool meta = false;  ///< Cmd, the Windows key
  bool alt = false;
  bool shift = false;
};

/// What a key means to a demo; nothing for a key that is the browser's, the system's or a widget's. It goes
/// by what the key says, and by its place only where the layout has no Latin letters (Hangul, Cyrillic,
/// kana).
std::optional<Press> shortcut_of(const KeyStroke& stroke);

}  // namespace madang::app
