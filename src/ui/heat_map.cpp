#include "ui/heat_map.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/finger.h"
#include "ui/heat_map_drawing.h"
#include "ui/host.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::ui {

namespace {

constexpr float most_label_width = 120.f;
constexpr float most_turned_label = 84.f;

Cell pointed_cell(const HeatMapDrawing& d, ImVec2 mouse) {
  return cell_at(d.layout, d.rows(), d.columns(),
                 {mouse.x - d.corner.x + d.layout.label_width, mouse.y - d.corner.y + d.layout.label_height});
}

/// As far as a cell gets large enough for a finger.
float zoom_limit(const HeatMapLayout& whole) {
  constexpr float large_cell = 48.f, worth_it = 1.4f;
  const auto grouped = static_cast<float>(std::max(whole.rows_per_cell, whole.columns_per_cell));
  const float most = large_cell * grouped / std::max(1.f, std::min(whole.cell_width, whole.cell_height));
  return most < worth_it ? 1.f : most;
}

/// The layout of all cells drawn larger; smaller groups of them where they have room now.
HeatMapLayout magnified(const HeatMapLayout& whole, const Matrix& matrix, float factor) {
  if (factor <= 1.f || matrix.empty()) return whole;
  const float width = factor * (whole.width - whole.label_width);
  const float height = factor * (whole.height - whole.label_height);
  HeatMapLayout l = heat_map_layout(matrix.rows, matrix.columns, width, 0.f, 0.f, width, height);
  l.label_width = whole.label_width;
  l.label_height = whole.label_height;
  l.cell_width = width / static_cast<float>(l.drawn_columns);
  l.cell_height = height / static_cast<float>(l.drawn_rows);
  return l;
}

float widest_label(std::span<const std::string> labels) {
  constexpr std::size_t measured = 64;  // more would cost more than a slightly wrong width is worth
  float widest = 0.f;
  for (const auto& label : labels.first(std::min(labels.size(), measured)))
    widest = std::max(widest, text_width(elided(label, most_label_width, small_size), small_size));
  return widest > 0.f ? std::ceil(widest) + heat_map_label_gap
                      : 0.f;  // whole, so that the widest is not cut by rounding
}

/// What an edit of cells must remember from frame to frame.
class EditState {
 public:
  Cell cell() const {
    return {store_.GetInt(ImGui::GetID("row"), -1), store_.GetInt(ImGui::GetID("column"), -1)};
  }
  float start() const { return store_.GetFloat(ImGui::GetID("start")); }
  bool typing() const { return store_.GetBool(ImGui::GetID("typing")); }
  void begin(Cell cell, float value) {
    store_.SetInt(ImGui::GetID("row"), cell.row);
    store_.SetInt(ImGui::GetID("column"), cell.column);
    store_.SetFloat(ImGui::GetID("start"), value);
  }
  void type(bool on) { store_.SetBool(ImGui::GetID("typing"), on); }

 private:
  ImGuiStorage& store_ = *ImGui::GetStateStorage();
};

/// Dragging a cell up or to the right makes it larger; the colour range is crossed in 150 css px. To the
/// side, as a finger's first drag up or down scrolls the page.
std::optional<float> dragged_value(const HeatMapDrawing& d, const EditState& state) {
  if (!std::isfinite(state.start())) return {};
  const float per_px = std::max(0.01f, (d.range.high - d.range.low) / 150.f);
  const ImVec2 drag = ImGui::GetMouseDragDelta(0, 0.f);
  const float value = state.start() + (drag.x - drag.y) * per_px;
  return std::clamp(std::round(value * 100.f) / 100.f, d.options.limits.low, d.options.limits.high);
}

/// A number typed over the cell, in a field that is wide enough for it.
std::optional<float> typed_value(const HeatMapDrawing& d, const Canvas& c, EditState& state) {
  const Cell cell = state.cell();
  const ImVec2 corner = d.low(cell.row / d.layout.rows_per_cell, cell.column / d.layout.columns_per_cell);
  constexpr float field_width = 84.f;
  const ImVec2 low = {std::clamp(corner.x, c.low.x, std::max(c.low.x, c.high.x - field_width)), corner.y};
  bool open = true;
  const auto value = number_field("##value", d.options.name.empty() ? d.options.title : d.options.name, low,
                                  {low.x + field_width, low.y + ImGui::GetFrameHeight()},
                                  d.matrix.at(cell.row, cell.column), open);
  state.type(open);
  if (!value) return {};
  const float taken = std::clamp(*value, d.options.limits.low, d.options.limits.high);
  const std::string limit = number_text(taken, 4), typed = number_text(*value, 4);
  if (taken != *value)
    complain({typed + " 값은 이 칸의 범위를 벗어납니다. 가장 가까운 " + limit + "을(를) 넣었습니다.",
              typed + " lies beyond what the cell takes; the nearest, " + limit + ", was set."});
  return taken;
}

std::optional<HeatMapResult::Edit> edit(const HeatMapDrawing& d, const Canvas& c, Cell hovered) {
  EditState state;
  // The cell that was pressed last: a finger's drag across all others scrolls the page.
  if (hovered && hovered == state.cell()) take_drag();
  if (c.pressed) state.begin(hovered, hovered ? d.matrix.at(hovered.row, hovered.column) : 0.f);
  const Cell cell = state.cell();
  if (!cell || cell.row >= d.rows() || cell.column >= d.columns()) return {};
  if (c.double_clicked && hovered) state.type(true);
  std::optional<float> value;
  if (c.moved) value = dragged_value(d, state);
  if (state.typing()) value = typed_value(d, c, state);
  if (!value || *value == d.matrix.at(cell.row, cell.column)) return {};
  return HeatMapResult::Edit{cell, *value, c.held};
}

void draw_hover_text(const HeatMapDrawing& d, Cell cell) {
  if (!cell) return;
  const auto label = [](std::span<const std::string> labels, int index) {
    return index < static_cast<int>(labels.size()) ? elided(labels[index], 160.f, body_size)
                                                   : std::to_string(index + 1);
  };
  const HeatMapOptions& o = d.options;
  const std::string row = label(o.row_labels, cell.row), column = label(o.column_labels, cell.column);
  const std::string where = o.row_axis.empty() ? row + " → " + column
                                               : o.row_axis + " " + row + ", " + o.column_axis + " " + column;
  hover_text({{where, theme().muted}, {number_text(d.matrix.at(cell.row, cell.column), 4)}});
}

HeatMapLayout layout_with_labels(const Matrix& matrix, const HeatMapOptions& options, float width) {
  const float row_label = widest_label(options.row_labels),
              column_label = widest_label(options.column_labels);
  const auto layout = [&](float label_height) {
    const HeatMapLayout flat = heat_map_layout(matrix.rows, matrix.columns, width, row_label, label_height,
                                               options.most_cell, options.most_height);
    return options.square ? squared(flat) : at_least(flat, options.least_height);
  };
  const HeatMapLayout level = layout(column_label > 0.f ? small_size + 5.f : 0.f);
  const float room = level.cell_width * static_cast<float>(column_label_stride(level)) - 2.f;
  if (column_label - heat_map_label_gap <= room) return level;
  HeatMapLayout turned = layout(std::min(column_label, most_turned_label));
  turned.turned_labels = true;
  return turned;
}

}  // namespace

HeatMapResult heat_map(const char* id, const Matrix& matrix, const HeatMapOptions& options) {
  ImGui::PushID(id);
  if (!options.title.empty()) caption(options.title);
  const float width = width_or_available(options.width);
  const HeatMapLayout whole = layout_with_labels(matrix, options, width);
  const float scale_height = options.scale_bar ? scale_bar_height + 14.f : 0.f;
  Canvas c = canvas("cells", {std::min(width, std::max(whole.width, 60.f)), whole.height + scale_height},
                    options.name.empty() ? options.title : options.name);
  const Box place = {{c.low.x + whole.label_width, c.low.y + whole.label_height},
                     {c.low.x + whole.width, c.low.y + whole.height}};
  const Zoom shown =
      zoom(c, place, {.most = zoom_limit(whole), .pans = !options.editable && !options.paintable});
  const HeatMapDrawing d{matrix,
                         options,
                         magnified(whole, matrix, shown.factor()),
                         options.range.value_or(range_of(matrix, options.colours)),
                         place,
                         shown.whole_around(place).low,
                         theme()};
  stop_at(c.id, {.seen = place,
                 .first = {d.corner.x + d.layout.cell_width / 2.f, d.corner.y + d.layout.cell_height / 2.f},
                 .step = {d.layout.cell_width, d.layout.cell_height},
                 .drags_value = options.editable});
  HeatMapResult result;
  if (matrix.empty()) {
    c.list->AddRect(c.low, {c.high.x, c.high.y - scale_height}, d.colours.grid, 6.f);
  } else {
    if (c.hovered && place.holds(c.mouse)) result.hovered = pointed_cell(d, c.mouse);
    draw_labels(*c.list, d, result.hovered);
    c.list->PushClipRect({place.low.x - 3.f, place.low.y - 3.f}, {place.high.x + 3.f, place.high.y + 3.f},
                         true);
    draw_cells(*c.list, d);
    draw_highlights(*c.list, d, result.hovered);
    c.list->PopClipRect();
    if (options.scale_bar)
      draw_scale(*c.list, d, {c.low.x, c.low.y + whole.height + 8.f}, c.width(), result.hovered);
    zoom_mark(c, place, shown);
    if (c.clicked) result.clicked = result.hovered;
    draw_hover_text(d, result.hovered);
    if (options.editable) result.edited = edit(d, c, result.hovered);
    if (options.paintable && result.hovered) {
      take_drag();
      if (c.held) result.painted = result.hovered;
      result.stroke_began = c.pressed;
    }
  }
  ImGui::PopID();
  return result;
}

}  // namespace madang::ui
