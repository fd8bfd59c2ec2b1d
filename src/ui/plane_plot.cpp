#include "ui/plane_plot.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/axis.h"
#include "ui/canvas.h"
#include "ui/field_mesh.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::ui {

namespace {

struct Plane {
  PlaneLimits limits;
  ImVec2 low, high;
  const Theme& colours;

  ImVec2 screen(float x, float y) const {
    return {low.x + (x - limits.low_x) / (limits.high_x - limits.low_x) * (high.x - low.x),
            high.y - (y - limits.low_y) / (limits.high_y - limits.low_y) * (high.y - low.y)};
  }
  PlanePosition position(ImVec2 at) const {
    const float x = std::clamp((at.x - low.x) / (high.x - low.x), 0.f, 1.f);
    const float y = std::clamp((high.y - at.y) / (high.y - low.y), 0.f, 1.f);
    return {limits.low_x + x * (limits.high_x - limits.low_x),
            limits.low_y + y * (limits.high_y - limits.low_y)};
  }
};

/// The limits of the part that is shown; y of the plane points up.
PlaneLimits part_of(const PlaneLimits& whole, const Zoom& shown) {
  const float width = whole.high_x - whole.low_x, height = whole.high_y - whole.low_y;
  return {whole.low_x + shown.low.x * width, whole.low_x + shown.high.x * width,
          whole.high_y - shown.high.y * height, whole.high_y - shown.low.y * height};
}

void draw_axes(ImDrawList& list, const Plane& p, const PlanePlotOptions& options) {
  const int most_x = std::max(2, static_cast<int>((p.high.x - p.low.x) / 60.f));
  const int most_y = std::max(2, static_cast<int>((p.high.y - p.low.y) / 44.f));
  for (const auto& tick : scale_ticks(p.limits.low_x, p.limits.high_x, most_x)) {
    const float x = p.screen(static_cast<float>(tick.value), 0.f).x,
                width = text_width(tick.label, small_size);
    list.AddLine({x, p.low.y}, {x, p.high.y}, faded(p.colours.muted, 0.18f));
    const float left = std::clamp(x - width / 2.f, p.low.x, p.high.x - width);
    draw_text(list, {left, p.high.y + 4.f}, p.colours.muted, tick.label, small_size);
  }
  for (const auto& tick : scale_ticks(p.limits.low_y, p.limits.high_y, most_y)) {
    const float y = p.screen(0.f, static_cast<float>(tick.value)).y,
                width = text_width(tick.label, small_size);
    list.AddLine({p.low.x, y}, {p.high.x, y}, faded(p.colours.muted, 0.18f));
    const float top = std::clamp(y - small_size / 2.f - 1.f, p.low.y, p.high.y - small_size);
    draw_text(list, {p.low.x - width - 6.f, top}, p.colours.muted, tick.label, small_size);
  }
  list.AddRect(p.low, p.high, p.colours.grid, 4.f);
  const float right = p.high.x - text_width(options.x_label, small_size) - 6.f;
  draw_text(list, {right, p.high.y - small_size - 6.f}, p.colours.text, options.x_label, small_size);
  draw_text(list, {p.low.x + 6.f, p.low.y + 4.f}, p.colours.text, options.y_label, small_size);
}

/// A shape for each group, so that colour is not the only difference.
void draw_mark(ImDrawList& list, ImVec2 at, float radius, int group, ImU32 fill) {
  constexpr float diagonal = 0.9f;
  switch (static_cast<unsigned>(group) % 4) {
    case 0:
      list.AddCircleFilled(at, radius, fill, 12);
      break;
    case 1:
      list.AddRectFilled({at.x - radius * diagonal, at.y - radius * diagonal},
                         {at.x + radius * diagonal, at.y + radius * diagonal}, fill, 1.f);
      break;
    case 2:
      list.AddTriangleFilled({at.x, at.y - radius * 1.2f}, {at.x - radius * 1.1f, at.y + radius * 0.8f},
                             {at.x + radius * 1.1f, at.y + radius * 0.8f}, fill);
      break;
    default:
      list.AddQuadFilled({at.x, at.y - radius * 1.3f}, {at.x - radius * 1.3f, at.y},
                         {at.x, at.y + radius * 1.3f}, {at.x + radius * 1.3f, at.y}, fill);
  }
}

void draw_point(ImDrawList& list, const Plane& p, const PlanePoint& point, float radius) {
  const ImVec2 at = p.screen(point.x, point.y);
  const ImU32 rim = p.colours.background;
  draw_mark(list, at, radius + 1.5f, point.group, rim);
  draw_mark(list, at, radius, point.group, p.colours.series_colour(point.group));
  if (point.hollow) draw_mark(list, at, radius * 0.5f, point.group, rim);
}

/// The selected and the hovered point come last, above all others.
void draw_points(ImDrawList& list, const Plane& p, std::span<const PlanePoint> points, int selected,
                 int hovered) {
  const float usual = points.size() > 1500 ? 2.f : points.size() > 400 ? 3.f : 4.5f;
  const float side = std::min(p.high.x - p.low.x, p.high.y - p.low.y);
  const float radius = std::min(usual, std::max(2.f, side / 40.f));  // in a small plane they would hide it
  for (const PlanePoint& point : points)
    if (std::isfinite(point.x) && std::isfinite(point.y)) draw_point(list, p, point, radius);
  for (const int index : {hovered, selected}) {
    if (index < 0 || index >= static_cast<int>(points.size())) continue;
    const PlanePoint& point = points[static_cast<std::size_t>(index)];
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
    const ImVec2 at = p.screen(point.x, point.y);
    list.AddCircleFilled(at, radius + 5.f, p.colours.background);
    draw_point(list, p, point, radius);
    list.AddCircle(at, radius + 5.f, index == selected ? p.colours.accent : p.colours.text, 0, 2.5f);
  }
}

/// "0.25, −0.5", and the group of the point that is there.
std::string told(PlanePosition at, std::span<const PlanePoint> points, int point) {
  const std::string place = fixed_text(at.x) + ", " + fixed_text(at.y);
  if (point < 0) return place;
  return place + ": " + std::to_string(points[static_cast<std::size_t>(point)].group) + " (" +
         std::to_string(point + 1) + "/" + std::to_string(points.size()) + ")";
}

int nearest_point(const Plane& p, std::span<const PlanePoint> points, ImVec2 mouse) {
  float best = 12.f * 12.f;
  int found = -1;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 at = p.screen(points[i].x, points[i].y);
    const float x = at.x - mouse.x, y = at.y - mouse.y, distance = x * x + y * y;
    if (distance < best) {
      best = distance;
      found = static_cast<int>(i);
    }
  }
  return found;
}

}  // namespace

PlanePlotResult plane_plot(const char* id, std::span<const PlanePoint> points,
                           const PlanePlotOptions& options) {
  constexpr float left_margin = 34.f, bottom_margin = small_size + 8.f;
  const float width = width_or_available(options.width);
  const float height = options.height > 0.f ? options.height : std::min(width, 420.f);
  Canvas c = canvas(id, {width, height},
                    options.name.empty() ? options.x_label + ", " + options.y_label : options.name);
  PlanePlotResult result;
  const Box place = {{c.low.x + left_margin, c.low.y + 2.f}, {c.high.x - 2.f, c.high.y - bottom_margin}};
  if (place.high.x - place.low.x < 8.f || place.high.y - place.low.y < 8.f) return result;
  const Zoom shown = zoom(c, place);
  const Box whole = shown.whole_around(place);
  constexpr float cells = 40.f;
  const ImVec2 step = {(place.high.x - place.low.x) / cells, (place.high.y - place.low.y) / cells};
  stop_at(c.id, {place, {place.low.x + step.x / 2.f, place.low.y + step.y / 2.f}, step});
  const Plane p{part_of(options.limits, shown), place.low, place.high, theme()};
  c.list->PushClipRect(c.low, c.high, true);
  c.list->AddRectFilled(p.low, p.high, p.colours.panel, 4.f);
  c.list->PushClipRect(p.low, p.high, true);
  if (options.field && options.field_groups) {
    draw_groups(*c.list, *options.field, *options.field_groups, p.colours, whole.low, whole.high);
  } else if (options.field && !options.field->empty()) {
    draw_field(*c.list, *options.field, {options.field_colours, options.field_range, p.colours.dark, 0.6f},
               whole.low, whole.high);
    for (const float level : options.levels)
      draw_level(*c.list, *options.field, level, whole.low, whole.high,
                 {.colour = faded(p.colours.text, 0.55f), .thickness = 1.f});
    if (options.boundary)
      draw_boundary(*c.list, *options.field, options.field_range, whole.low, whole.high, p.colours.text);
  }
  c.list->PopClipRect();
  draw_axes(*c.list, p, options);
  int hovered_point = -1;
  if (c.hovered && place.holds(c.mouse)) {
    result.hovered = p.position(c.mouse);
    hovered_point = nearest_point(p, points, c.mouse);
    tell(told(*result.hovered, points, hovered_point));
  }
  c.list->PushClipRect(p.low, p.high, true);
  draw_points(*c.list, p, points, options.selected_point, hovered_point);
  c.list->PopClipRect();
  if (points.empty() && !options.hint.empty())
    draw_text_centred(*c.list, p.low, p.high, p.colours.text,
                      elided(options.hint, p.high.x - p.low.x, body_size), body_size);
  zoom_mark(c, place, shown);
  if (c.clicked) result.clicked = result.hovered;
  c.list->PopClipRect();
  return result;
}

}  // namespace madang::ui
