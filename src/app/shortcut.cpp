#include "app/shortcut.h"

namespace madang::app {

namespace {

/// The first byte of a character beyond the Latin blocks, which end at U+024F (0xC9 0x8F in UTF-8).
bool beyond_latin(std::string_view says) {
  return !says.empty() && static_cast<unsigned char>(says[0]) > 0xC9;
}

/// The small Latin letter that is meant; 0: none.
char letter_of(const KeyStroke& stroke) {
  std::string_view letter = stroke.says;
  // An input method that keeps the key for itself, or a system that cannot name it, leaves its place.
  const bool unnamed = letter == "Process" || letter == "Unidentified" || letter.empty();
  if (unnamed || beyond_latin(letter))
    letter = stroke.place.size() == 4 && stroke.place.starts_with("Key") ? stroke.place.substr(3) : "";
  if (letter.size() != 1) return 0;
  const char c = letter[0];
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;  // with caps lock
}

}  // namespace

std::optional<Press> shortcut_of(const KeyStroke& stroke) {
  if (stroke.alt || stroke.shift) return {};
  const char letter = letter_of(stroke);
  if (stroke.control || stroke.meta)
    return letter == 'z' && stroke.control != stroke.meta ? std::optional(Press::undo) : std::nullopt;
  switch (letter) {
    case ' ':
      return Press::play;
    case 's':
      return Press::step;
    case 'r':
      return Press::reset;
    default:
      return {};
  }
}

}  // namespace madang::app
