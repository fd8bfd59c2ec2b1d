#pragma once

#include <optional>

#include <imgui.h>

#include "core/matrix.h"

namespace madang::ui {

enum class ColourMap {
  diverging,   ///< negative orange, zero the background, positive blue: weights, gradients, activations
  sequential,  ///< from dark to light with even steps of luminance: probabilities, distances
  grey,        ///< black to white in both themes: pictures
};

/// The values that get the ends of a colour map.
struct ColourRange {
  float low = -1.f;
  float high = 1.f;
};

/// The range in which all finite values lie; for a diverging map symmetric around zero. Never empty.
ColourRange range_of(const Matrix& values, ColourMap map);
/// Where `value` lies in `range`, from 0 to 1; not a number stays so.
float position_in(const ColourRange& range, float value);
/// The colour at `position` in 0…1. Non-finite positions get the grey of a missing value.
ImU32 colour_at(ColourMap map, float position, bool dark);
/// Black or white, whichever is easier to read on `background`.
ImU32 readable_on(ImU32 background);
/// Relative luminance of an opaque sRGB colour, 0…1 (WCAG 2.2, "relative luminance").
float luminance(ImU32 colour);
/// Contrast of two opaque colours, 1…21 (WCAG 2.2, "contrast ratio").
float contrast(ImU32 a, ImU32 b);
/// `colour` with its opacity multiplied by `share`.
ImU32 faded(ImU32 colour, float share);
ImU32 mixed(ImU32 from, ImU32 to, float share);

}  // namespace madang::ui
