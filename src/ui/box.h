#pragma once

#include <imgui.h>

namespace madang::ui {

/// A rectangle on the screen.
struct Box {
  ImVec2 low, high;
  bool holds(ImVec2 at) const { return at.x >= low.x && at.y >= low.y && at.x < high.x && at.y < high.y; }
};

}  // namespace madang::ui
