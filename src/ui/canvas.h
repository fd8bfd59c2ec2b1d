#pragma once

#include <string_view>

#include <imgui.h>

#include "ui/access.h"

namespace madang::ui {

/// A rectangle of the current window in which a picture is drawn and touched.
struct Canvas {
  ImGuiID id;
  ImDrawList* list;
  ImVec2 low;
  ImVec2 high;
  ImVec2 mouse;     ///< in screen coordinates, as low and high
  bool hovered;     ///< by the mouse, or the finger is on it
  bool pressed;     ///< in this frame
  bool held;        ///< since it was pressed here
  bool moved;       ///< held, and farther from where it was pressed than a shaky finger goes
  ImVec2 moved_by;  ///< since the last frame, while held; else zero
  bool clicked;     ///< let go in this frame without having moved
  bool double_clicked;

  float width() const { return high.x - low.x; }
  float height() const { return high.y - low.y; }
};

/// Takes the next place in the window's layout, at least one css px large: a picture named `name`, in which
/// keys point at places (see stop_at). Its name is for a screen reader.
Canvas canvas(const char* id, ImVec2 size, std::string_view name);
/// The same for a drawn control of another kind, which is clicked by the page, too.
Canvas canvas(const char* id, ImVec2 size, const Control& control);

/// A place in which is only drawn: nothing in it is pressed or pointed at. `words` are what it says, for a
/// screen reader.
Canvas still_canvas(const char* id, ImVec2 size, std::string_view words);

/// A width of 0 means what is available; never less than one css px.
float width_or_available(float width);

}  // namespace madang::ui
