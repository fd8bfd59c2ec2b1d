#pragma once

#include <span>
#include <string>

namespace madang::ui {

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
