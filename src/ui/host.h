#pragma once

#include <functional>
#include <limits>

#include <imgui.h>

#include "core/text.h"
#include "ui/access.h"
#include "ui/pad.h"

namespace madang::ui {

class TextHost;

/// A finger that touches the screen and has not moved: it points, and presses nothing yet.
struct Finger {
  bool rests = false;
  double since = -1.0;     ///< in ImGui's time; less than 0: since before the next frame
  bool explained = false;  ///< it was shown a tooltip: lifting it clicks nothing
};

/// What two fingers did since the last frame; the mouse stands between them.
struct Pinch {
  float factor = 1.f;  ///< by which they went apart
  ImVec2 moved = {0.f, 0.f};
};

/// What the shell lends to the widgets, one per ImGui context (kept in its io.UserData; must outlive it).
struct Host {
  TextHost* text_fields = nullptr;  ///< null: text is typed into ImGui's own input
  double next_frame_seconds = std::numeric_limits<double>::infinity();  ///< see request_frame
  Finger finger;
  Pinch pinch;
  std::function<void(const Text&)> complain =
      {};                   ///< a message to the reader: what was typed cannot be taken
  bool takes_drag = false;  ///< what was drawn under the pointer: see take_drag
  bool zooms = false;       ///< and whether it can be magnified
  /// Where the highest picture begins that was drawn in this frame, in css px from the top: what a reader has
  /// to look past. Infinite where none was.
  float picture_top = std::numeric_limits<float>::infinity();
  Access access;       ///< the controls as the page knows them
  PadPointer pointer;  ///< led by keys
};

/// Makes `host` the host of the current ImGui context.
void attach(Host& host);
/// The attached host, or null.
Host* host();
/// A message to the reader, where the host takes any.
void complain(const Text& message);

}  // namespace madang::ui
