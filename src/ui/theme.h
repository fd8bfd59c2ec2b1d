#pragma once

#include <array>

#include <imgui.h>

namespace madang::ui {

/// The meaning of every colour that the playground draws, light and dark. Lengths everywhere in ui/ are css
/// px.
struct Theme {
  bool dark = false;
  ImU32 background;  ///< of the canvas: that of the page's stage
  ImU32 panel;       ///< behind controls, plots and cards
  ImU32 control;     ///< a slider's groove, an idle button
  ImU32 control_hovered;
  ImU32 text;
  ImU32 muted;      ///< labels, hints
  ImU32 on_accent;  ///< text on the accent colour
  ImU32 accent;     ///< what can be touched or is chosen
  ImU32 positive;   ///< blue: weights and activations above zero
  ImU32 negative;   ///< orange: below zero
  ImU32 warning;
  ImU32 grid;                   ///< lines that guide the eye
  ImU32 missing;                ///< not a number
  std::array<ImU32, 8> series;  ///< curves and classes; told apart by the colour-blind too

  ImU32 series_colour(int index) const { return series[static_cast<unsigned>(index) % series.size()]; }
};

/// The two themes.
const Theme& theme_of(bool dark);
/// The theme that was applied to the current ImGui context.
const Theme& theme();

/// Of a button with a mouse and of a line in a menu; what is pressed with a finger is at least 44 css px high
/// (WCAG 2.5.5).
constexpr float touch_height = 36.f;
constexpr float finger_height = 44.f;
/// Below this width a view stacks its parts.
constexpr float narrow_width = 560.f;
/// True where the space left in the current window is too narrow to put parts beside each other.
bool narrow();

/// Text sizes in css px from ascender to descender, as Dear ImGui counts; an em is about 0.84 of it.
constexpr float body_size = 17.f;
constexpr float small_size = 14.5f;
constexpr float tiny_size = 12.5f;
constexpr float heading_size = 22.f;

/// Sets ImGui's colours, spacing and rounding. The window is measured in css px; a denser screen is told to
/// ImGui as io.DisplayFramebufferScale. `touch` makes controls high enough for a finger.
void apply(const Theme& theme, bool touch = false);

}  // namespace madang::ui
