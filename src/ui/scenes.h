#pragma once

#include <span>
#include <string>

#include "core/text.h"
#include "ui/field.h"

namespace madang::ui {

/// A situation to begin from: a failure, its cure, or the limit of a method.
struct Scene {
  Text name;
  Text story;  ///< what is seen in it
  /// The settings that make the scene, as demo::read_values reads them: `function=relu&depth=20`.
  std::string state;
  /// More settings that it begins with, and that may be changed while it is watched.
  std::string start = {};
};

/// A row of scenes. A press sets all settings of one and leaves the others; below stands the story of the
/// scene whose state the settings have, else `otherwise`. True when one was pressed. Throws Error when a
/// scene names a setting or a value that does not exist. `tried` are the fields of a copy of the settings.
bool scenes(const demo::Hand& hand, std::span<demo::Field> fields, std::span<demo::Field> tried,
            std::span<const Scene> all, const Text& otherwise);

template <class Parts>
bool scenes(const Parts& parts, std::span<const Scene> all, const Text& otherwise) {
  auto copy = parts.settings;
  auto fields = demo::fields_of(parts.settings), tried = demo::fields_of(copy);
  return scenes(parts.hand, fields, tried, all, otherwise);
}

}  // namespace madang::ui
