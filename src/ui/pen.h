#pragma once

#include <span>

#include <imgui.h>

namespace madang::ui {

struct Pen {
  ImU32 colour;
  float thickness = 2.f;
  bool dashed = false;
};

/// A line through all points; a single point is a dot.
void draw_line(ImDrawList& list, std::span<const ImVec2> points, const Pen& pen);

}  // namespace madang::ui
