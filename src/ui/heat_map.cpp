#include "ui/heat_map.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr float label_gap = 6.f;
constexpr float most_label_width = 120.f;
constexpr float scale_bar_height = 8.f;

struct Drawing {
  const Matrix& matrix;
  const HeatMapOptions& options;
  HeatMapLayout layout;
  ColourRange range;
  ImVec2 origin;  // of the labels' corner
  const Theme& colours;

  ImVec2 low(int row, int column) const {
    return {origin.x + layout.label_width + static_cast<float>(column) * layout.cell_width,
            origin.y + layout.label_height + static_cast<float>(row) * layout.cell_height};
  }
  ImVec2 high(int row, int column) const {
    return {low(row, column).x + layout.cell_width, low(row, column).y + layout.cell_height};
  }
  int rows() const { return matrix.rows; }
  int columns() const { return matrix.columns; }
};

/// The strongest value of a group of cells: a mean would hide a single large one.
float strongest(const Drawing& d, int row, int column) {
  const int row_end = std::min(d.rows(), row + d.layout.rows_per_cell);
  const int column_end = std::min(d.columns(), column + d.layout.columns_per_cell);
  float found = d.matrix.at(row, column);
  for (int r = row; r < row_end; ++r)
    for (int c = column; c < column_end; ++c)
      if (const float value = d.matrix.at(r, c); !(std::abs(value) <= std::abs(found))) found = value;
  return found;
}

void draw_number(ImDrawList& list, const Drawing& d, ImVec2 low, ImVec2 high, ImU32 background, float value) {
  const float font_size = std::clamp(d.layout.cell_height * 0.6f, 10.f, small_size);
  const float room = d.layout.cell_width - 3.f;
  for (const int decimals : {2, 1, 0}) {
    const std::string text = fixed_text(value, decimals);
    if (text_width(text, font_size) > room) continue;
    draw_text_centred(list, low, high, readable_on(background), text, font_size);
    return;
  }
}

void draw_cells(ImDrawList& list, const Drawing& d) {
  const HeatMapLayout& l = d.layout;
  const float gap = l.cell_width >= 12.f && l.cell_height >= 10.f ? 1.f : 0.f;
  const float rounding = l.cell_height >= 16.f ? 3.f : 0.f;
  const bool numbers = d.options.values && l.cell_width >= 22.f && l.cell_height >= 11.f &&
                       l.rows_per_cell * l.columns_per_cell == 1;
  for (int row = 0; row < l.drawn_rows; ++row)
    for (int column = 0; column < l.drawn_columns; ++column) {
      const ImVec2 low = d.low(row, column);
      const ImVec2 high = {d.high(row, column).x - gap, d.high(row, column).y - gap};
      if (!ImGui::IsRectVisible(low, high)) continue;
      const float value = strongest(d, row * l.rows_per_cell, column * l.columns_per_cell);
      const bool masked = !std::isfinite(value);
      const ImU32 colour = masked ? d.colours.missing
                                  : colour_at(d.options.colours, position_in(d.range, value), d.colours.dark);
      list.AddRectFilled(low, high, colour, rounding);
      if (masked && gap > 0.f)
        list.AddLine({low.x + 3.f, high.y - 3.f}, {high.x - 3.f, low.y + 3.f}, d.colours.muted);
      if (numbers && !masked) draw_number(list, d, low, high, colour, value);
    }
}

void draw_labels(ImDrawList& list, const Drawing& d, Cell hovered) {
  const HeatMapLayout& l = d.layout;
  const auto colour = [&](bool on) { return on ? d.colours.text : d.colours.muted; };
  // Where a cell is lower than a line, only every n-th label.
  const int row_stride =
      std::max(1, static_cast<int>(std::ceil((small_size + 1.f) / std::max(1.f, l.cell_height))));
  for (int row = 0; row < l.drawn_rows && l.label_width > 0.f; row += row_stride) {
    const int index = row * l.rows_per_cell;
    if (index >= static_cast<int>(d.options.row_labels.size())) break;
    const std::string text = elided(d.options.row_labels[index], l.label_width - label_gap, small_size);
    const ImVec2 low = d.low(row, 0), high = d.high(row, 0);
    draw_text(list,
              {low.x - label_gap - text_width(text, small_size), (low.y + high.y - small_size) / 2.f - 1.f},
              colour(index == hovered.row), text, small_size);
  }
  if (d.options.column_labels.empty()) return;
  const int column_stride = std::max(1, static_cast<int>(std::ceil(14.f / std::max(1.f, l.cell_width))));
  for (int column = 0; column < l.drawn_columns; column += column_stride) {
    const int index = column * l.columns_per_cell;
    if (index >= static_cast<int>(d.options.column_labels.size())) break;
    const float room = l.cell_width * static_cast<float>(column_stride) - 2.f;
    const std::string text = elided(d.options.column_labels[index], room, small_size);
    const ImVec2 low = d.low(0, column);
    draw_text(list,
              {low.x + std::max(0.f, (l.cell_width - text_width(text, small_size)) / 2.f),
               low.y - small_size - 4.f},
              colour(index == hovered.column), text, small_size);
  }
}

void draw_frame(ImDrawList& list, const Drawing& d, Cell cell, ImU32 colour, float thickness) {
  if (!cell || cell.row >= d.rows() || cell.column >= d.columns()) return;
  const int row = cell.row / d.layout.rows_per_cell, column = cell.column / d.layout.columns_per_cell;
  list.AddRect(d.low(row, column), d.high(row, column), colour, 3.f, 0, thickness);
}

void draw_highlights(ImDrawList& list, const Drawing& d, Cell hovered) {
  const HeatMapLayout& l = d.layout;
  if (const int row = d.options.highlighted_row; row >= 0 && row < d.rows()) {
    const int at = row / l.rows_per_cell;
    list.AddRect(d.low(at, 0), d.high(at, l.drawn_columns - 1), d.colours.accent, 4.f, 0, 2.f);
  }
  if (const int column = d.options.highlighted_column; column >= 0 && column < d.columns()) {
    const int at = column / l.columns_per_cell;
    list.AddRect(d.low(0, at), d.high(l.drawn_rows - 1, at), d.colours.accent, 4.f, 0, 2.f);
  }
  for (const Cell cell : d.options.marked) {
    if (!cell || cell.row >= d.rows() || cell.column >= d.columns()) continue;
    const ImVec2 low = d.low(cell.row / l.rows_per_cell, cell.column / l.columns_per_cell);
    const float corner = std::clamp(l.cell_height * 0.4f, 4.f, 9.f);
    list.AddTriangleFilled(low, {low.x + corner, low.y}, {low.x, low.y + corner}, d.colours.warning);
    draw_frame(list, d, cell, d.colours.warning, 1.5f);
  }
  draw_frame(list, d, hovered, d.colours.text, 1.5f);
  draw_frame(list, d, d.options.selected, d.colours.accent, 2.5f);
}

/// The map from colours to numbers, with the hovered value marked on it.
void draw_scale(ImDrawList& list, const Drawing& d, ImVec2 low, float width, Cell hovered) {
  constexpr int steps = 32;
  const std::string from = number_text(d.range.low, 2), to = number_text(d.range.high, 2);
  const float left = low.x + text_width(from, small_size) + label_gap;
  const float right = low.x + width - text_width(to, small_size) - label_gap;
  if (right - left < 24.f) return;
  draw_text(list, {low.x, low.y - 3.f}, d.colours.muted, from, small_size);
  draw_text(list, {right + label_gap, low.y - 3.f}, d.colours.muted, to, small_size);
  for (int i = 0; i < steps; ++i) {
    const float step = (right - left) / steps;
    const ImU32 a = colour_at(d.options.colours, static_cast<float>(i) / steps, d.colours.dark);
    const ImU32 b = colour_at(d.options.colours, static_cast<float>(i + 1) / steps, d.colours.dark);
    const float x = left + static_cast<float>(i) * step;
    list.AddRectFilledMultiColor({x, low.y}, {x + step, low.y + scale_bar_height}, a, b, b, a);
  }
  if (!hovered) return;
  const float position = position_in(d.range, d.matrix.at(hovered.row, hovered.column));
  if (!std::isfinite(position)) return;
  const float x = left + (right - left) * position;
  list.AddTriangleFilled({x, low.y + scale_bar_height - 2.f}, {x - 4.f, low.y + scale_bar_height + 5.f},
                         {x + 4.f, low.y + scale_bar_height + 5.f}, d.colours.text);
}

float widest_label(std::span<const std::string> labels) {
  constexpr std::size_t measured = 64;  // more would cost more than a slightly wrong width is worth
  float widest = 0.f;
  for (const auto& label : labels.first(std::min(labels.size(), measured)))
    widest = std::max(widest, text_width(elided(label, most_label_width, small_size), small_size));
  return widest > 0.f ? std::ceil(widest) + label_gap : 0.f;  // whole, so that the widest is not cut by rounding
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

/// Dragging a cell up makes it larger; the colour range is crossed in 150 css px.
std::optional<float> dragged_value(const Drawing& d, const EditState& state) {
  if (!std::isfinite(state.start())) return {};
  const float per_px = std::max(0.01f, (d.range.high - d.range.low) / 150.f);
  const float value = state.start() - ImGui::GetMouseDragDelta(0, 0.f).y * per_px;
  return std::clamp(std::round(value * 100.f) / 100.f, d.options.limits.low, d.options.limits.high);
}

/// A number typed over the cell, in a field that is wide enough for it.
std::optional<float> typed_value(const Drawing& d, const Canvas& c, EditState& state) {
  const Cell cell = state.cell();
  const ImVec2 corner = d.low(cell.row / d.layout.rows_per_cell, cell.column / d.layout.columns_per_cell);
  constexpr float field_width = 84.f;
  const ImVec2 low = {std::clamp(corner.x, c.low.x, std::max(c.low.x, c.high.x - field_width)), corner.y};
  bool open = true;
  const auto value = number_field("##value", low, {low.x + field_width, low.y + ImGui::GetFrameHeight()},
                                  d.matrix.at(cell.row, cell.column), open);
  state.type(open);
  if (!value) return {};
  return std::clamp(*value, d.options.limits.low, d.options.limits.high);
}

std::optional<HeatMapResult::Edit> edit(const Drawing& d, const Canvas& c, Cell hovered) {
  EditState state;
  if (c.pressed) state.begin(hovered, hovered ? d.matrix.at(hovered.row, hovered.column) : 0.f);
  const Cell cell = state.cell();
  if (!cell || cell.row >= d.rows() || cell.column >= d.columns()) return {};
  if (c.double_clicked && hovered) state.type(true);
  std::optional<float> value;
  if (c.moved) value = dragged_value(d, state);
  if (state.typing()) value = typed_value(d, c, state);
  if (!value || *value == d.matrix.at(cell.row, cell.column)) return {};
  return HeatMapResult::Edit{cell, *value};
}

void draw_hover_text(const Drawing& d, Cell cell) {
  if (!cell || !ImGui::BeginTooltip()) return;
  const auto label = [](std::span<const std::string> labels, int index) {
    return index < static_cast<int>(labels.size()) ? elided(labels[index], 160.f, body_size)
                                                   : std::to_string(index + 1);
  };
  const std::string where =
      label(d.options.row_labels, cell.row) + " → " + label(d.options.column_labels, cell.column);
  ImGui::TextDisabled("%s", where.c_str());
  ImGui::TextUnformatted(number_text(d.matrix.at(cell.row, cell.column), 4).c_str());
  ImGui::EndTooltip();
}

}  // namespace

HeatMapResult heat_map(const char* id, const Matrix& matrix, const HeatMapOptions& options) {
  ImGui::PushID(id);
  if (!options.title.empty()) caption(options.title.c_str());
  const float width = width_or_available(options.width);
  const float label_height = options.column_labels.empty() ? 0.f : small_size + 5.f;
  const HeatMapLayout layout =
      heat_map_layout(matrix.rows, matrix.columns, width, widest_label(options.row_labels), label_height,
                      options.most_cell, options.most_height);
  const float scale_height = options.scale_bar ? scale_bar_height + 14.f : 0.f;
  const Canvas c =
      canvas("cells", {std::min(width, std::max(layout.width, 60.f)), layout.height + scale_height});
  const Drawing d{matrix, options, layout, options.range.value_or(range_of(matrix, options.colours)),
                  c.low,  theme()};
  HeatMapResult result;
  if (matrix.empty()) {
    c.list->AddRect(c.low, {c.high.x, c.high.y - scale_height}, d.colours.grid, 6.f);
  } else {
    if (c.hovered)
      result.hovered =
          cell_at(layout, matrix.rows, matrix.columns, {c.mouse.x - c.low.x, c.mouse.y - c.low.y});
    if (c.clicked) result.clicked = result.hovered;
    draw_cells(*c.list, d);
    draw_labels(*c.list, d, result.hovered);
    draw_highlights(*c.list, d, result.hovered);
    if (options.scale_bar)
      draw_scale(*c.list, d, {c.low.x, c.low.y + layout.height + 8.f}, c.width(), result.hovered);
    draw_hover_text(d, result.hovered);
    if (options.editable) result.edited = edit(d, c, result.hovered);
  }
  ImGui::PopID();
  return result;
}

}  // namespace madang::ui
