#include "ui/pen.h"

#include <algorithm>
#include <cmath>

namespace madang::ui {

namespace {

/// Dashes of even length however close the points are.
void draw_dashes(ImDrawList& list, std::span<const ImVec2> points, const Pen& pen) {
  constexpr float dash = 6.f, period = 10.f;
  float walked = 0.f;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const ImVec2 a = points[i - 1], step = {points[i].x - a.x, points[i].y - a.y};
    const float length = std::hypot(step.x, step.y);
    for (float at = 0.f; at < length;) {
      const float phase = std::fmod(walked + at, period);
      const float end = std::min(length, at + (phase < dash ? dash : period) - phase + 0.01f);
      if (phase < dash)
        list.AddLine({a.x + step.x * at / length, a.y + step.y * at / length},
                     {a.x + step.x * end / length, a.y + step.y * end / length}, pen.colour, pen.thickness);
      at = end;
    }
    walked = std::fmod(walked + length, period);
  }
}

}  // namespace

void draw_line(ImDrawList& list, std::span<const ImVec2> points, const Pen& pen) {
  if (points.empty()) return;
  if (points.size() == 1)
    list.AddCircleFilled(points[0], pen.thickness + 0.5f, pen.colour);
  else if (pen.dashed)
    draw_dashes(list, points, pen);
  else
    list.AddPolyline(points.data(), static_cast<int>(points.size()), pen.colour, 0, pen.thickness);
}

float distance_to_segment(ImVec2 point, ImVec2 a, ImVec2 b) {
  const float x = b.x - a.x, y = b.y - a.y, length = x * x + y * y;
  const float t =
      length > 0.f ? std::clamp(((point.x - a.x) * x + (point.y - a.y) * y) / length, 0.f, 1.f) : 0.f;
  return std::hypot(point.x - a.x - t * x, point.y - a.y - t * y);
}

}  // namespace madang::ui
