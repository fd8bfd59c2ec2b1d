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
/// Distance of a point to a line from `a` to `b`.
float distance_to_segment(ImVec2 point, ImVec2 a, ImVec2 b);

}  // namespace madang::ui
