#pragma once

#include <span>
#include <string>
#include <string_view>

#include "demo/settings.h"
#include "demo/view.h"

namespace madang::ui {

/// The widget of one setting with its label and tooltip, across the available width. True when it changed the
/// setting. A refused text is complained about through `hand` and leaves the setting.
bool field(demo::Hand& hand, demo::Field& field);
/// The setting named `name`; throws Error when there is none.
demo::Field& find(std::span<demo::Field> fields, std::string_view name);

/// Explains the item drawn before it: on hover after a moment, on touch while a finger rests on
/// it, which then clicks nothing.
void tooltip(const std::string& text);
/// Touch-sized; `primary` in the accent colour. Width 0: as wide as its text, −1: what is available.
bool button(const char* label, bool primary = false, float width = 0.f);
/// A row of choices of which one is on; wraps into lines where the width ends.
bool segmented(const char* id, std::span<const std::string> labels, int& index, float width = 0.f);
/// A switch with its label.
bool toggle(const char* label, bool& on);

}  // namespace madang::ui
