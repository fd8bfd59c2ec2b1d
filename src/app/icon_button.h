#pragma once

#include <string>

namespace madang::app {

enum class Icon { play, pause, step, reset, share, save, undo, settings, next_seed, close, more };

struct IconButton {
  Icon icon;
  const char* id;
  std::string name = {};  ///< for a screen reader, and beside the icon where it is labelled
  bool labelled = true;
  std::string hint = {};  ///< tooltip
  bool primary = false;
  bool enabled = true;
  bool on = false;  ///< of a button that holds something open
};

/// A button of the toolbar. The icons are drawn, so that no font needs to have them.
bool icon_button(const IconButton& button);
/// The width it will take.
float width_of(const IconButton& button);

}  // namespace madang::app
