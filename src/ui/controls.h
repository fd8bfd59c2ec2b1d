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
/// The width in which `segmented` puts all of them into one row.
float segmented_width(std::span<const std::string> labels);
/// The same choice as a list that opens; `none` is what it says while none is on (index −1).
bool list(const char* id, std::span<const std::string> labels, int& index, float width = -1.f,
          const std::string& none = {});
/// A switch with its label.
bool toggle(const char* label, bool& on);

}  // namespace madang::ui
