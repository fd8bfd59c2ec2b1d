#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include <imgui.h>

#include "ui/access.h"

namespace madang::ui {

/// Explains the item drawn before it: on hover or under the keyboard's focus after a moment, on touch while a
/// finger rests on it, which then clicks nothing. A screen reader is told it with the item.
void tooltip(const std::string& text);

struct HoverLine {
  std::string text;
  ImU32 colour = 0;  ///< 0: that of text
};
/// Tells at once what is under the pointer, beside it and to a screen reader.
void hover_text(std::span<const HoverLine> lines);
inline void hover_text(std::initializer_list<HoverLine> lines) {
  hover_text(std::span(lines.begin(), lines.size()));
}

/// Touch-sized; `primary` in the accent colour. Width 0: as wide as its text, −1: what is available. `name`
/// is what a screen reader says where the label alone says too little ("+").
bool button(const char* label, bool primary = false, float width = 0.f, std::string_view name = {});
/// A row of choices of which one is on; wraps into lines where the width ends. `name` is what is chosen, for
/// a screen reader.
bool segmented(const char* id, std::string_view name, std::span<const std::string> labels, int& index,
               float width = 0.f, std::string_view description = {});
/// The width in which `segmented` puts all of them into one row.
float segmented_width(std::span<const std::string> labels);
/// A list that opens, of which one is chosen. Width −1: what is available. `none` is what it says while none
/// is (index −1).
bool dropdown(const char* id, std::string_view name, std::span<const std::string> labels, int& index,
              float width, const std::string& hint = {}, const std::string& none = {});
/// The width in which a closed list shows this label whole.
float dropdown_width(std::string_view label);
/// A line of a popup that is open; a press closes it.
bool menu_item(const std::string& name, bool on = false);
/// A switch with its label.
bool toggle(const char* label, bool& on);

}  // namespace madang::ui
