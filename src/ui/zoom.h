#pragma once

#include <imgui.h>

#include "ui/box.h"
#include "ui/canvas.h"

namespace madang::ui {

/// The part of a picture that fills the picture's place; the whole of it lies in 0…1 along both sides, x to
/// the right, y downwards.
struct Zoom {
  ImVec2 low = {0.f, 0.f};
  ImVec2 high = {1.f, 1.f};

  bool whole() const { return high.x - low.x >= 1.f && high.y - low.y >= 1.f; }
  /// How many times as large as in the whole picture things are.
  float factor() const { return 1.f / (high.x - low.x); }
  /// Where the whole picture would lie on the screen when its part fills `place`.
  Box whole_around(const Box& place) const;
};

struct ZoomOptions {
  float most = 8.f;       ///< the factor at most; 1: there is nothing to see closer
  bool sideways = false;  ///< along the x axis alone: a plot's heights follow by themselves
  bool pans = true;       ///< a drag moves the part; false where drags mean something else
};

/// Lets the reader look closer at the picture that fills `place` of the canvas: two fingers, or the wheel
/// with ctrl, magnify it around where they are, and a drag moves it. Kept from frame to frame under the
/// canvas' id.
Zoom zoom(const Canvas& c, const Box& place, const ZoomOptions& options = {});

/// While only a part is shown: a mark in the upper right corner of `place` says how much it is magnified.
/// Pressed, it brings the whole picture back, and the canvas was not clicked. After everything else.
void zoom_mark(Canvas& c, const Box& place, const Zoom& shown);

/// `shown` magnified by `factor` around `at` (0…1 of the place) and moved along with the fingers by `moved`
/// (of the place's sides): pure, for tests.
Zoom magnified(Zoom shown, ImVec2 at, float factor, ImVec2 moved, const ZoomOptions& options);

}  // namespace madang::ui
