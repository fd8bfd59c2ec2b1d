#pragma once

#include <span>
#include <string_view>

#include "demo/settings.h"
#include "demo/view.h"

namespace madang::ui {

/// The widget of one setting with its label and tooltip, across the available width. True when it changed the
/// setting. A refused text is complained about through `hand` and leaves the setting.
bool field(demo::Hand& hand, demo::Field& field);
/// The options of a choice in a row, without its label and tooltip: pages, tasks, scenes of a picture. True
/// when it changed the setting. Throws Error for a setting of another kind.
bool choice(const demo::Hand& hand, const demo::Field& field);
/// The setting named `name`; throws Error when there is none.
demo::Field& find(std::span<demo::Field> fields, std::string_view name);

/// Both by the member of the settings: ui::choice(parts, &Settings::page). `Parts` has a hand and settings.
template <class Parts, class Settings, class Value>
bool field(const Parts& parts, Value Settings::*member) {
  demo::Field found = demo::field_of(parts.settings, member);
  return field(parts.hand, found);
}
template <class Parts, class Settings, class Enum>
bool choice(const Parts& parts, Enum Settings::*member) {
  return choice(parts.hand, demo::field_of(parts.settings, member));
}

}  // namespace madang::ui
