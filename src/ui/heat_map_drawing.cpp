#include "ui/heat_map_drawing.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"

namespace madang::ui {

namespace {

/// The strongest value of a group of cells: a mean would hide a single large one.
float strongest(const HeatMapDrawing& d, int row, int column) {
  const int row_end = std::min(d.rows(), row + d.layout.rows_per_cell);
  const int column_end = std::min(d.columns(), column + d.layout.columns_per_cell);
  float found = d.matrix.at(row, column);
  for (int r = row; r < row_end; ++r)
    for (int c = column; c < column_end; ++c)
      if (const float value = d.matrix.at(r, c); !(std::abs(value) <= std::abs(found))) found = value;
  return found;
}

constexpr float number_inset = 3.f;  // css px, of a cell's width

void draw_number(ImDrawList& list, const HeatMapDrawing& d, ImVec2 low, ImVec2 high, ImU32 background,
                 float value, int most_decimals, float font_size) {
  for (int decimals = most_decimals; decimals >= 0; --decimals) {
    const std::string text = fixed_text(value, decimals);
    if (text_width(text, font_size) > d.layout.cell_width - number_inset) continue;
    draw_text_centred(list, low, high, readable_on(background), text, font_size);
    return;
  }
}

void draw_frame(ImDrawList& list, const HeatMapDrawing& d, Cell cell, ImU32 colour, float thickness) {
  if (!cell || cell.row >= d.rows() || cell.column >= d.columns()) return;
  const int row = cell.row / d.layout.rows_per_cell, column = cell.column / d.layout.columns_per_cell;
  list.AddRect(d.low(row, column), d.high(row, column), colour, 3.f, 0, thickness);
}

}  // namespace

float number_size(std::span<const float> values, float cell_width, float cell_height, int decimals) {
  constexpr float least = 10.f;
  const float wished = std::clamp(cell_height * 0.6f, least, small_size);
  float low = 0.f, high = 0.f;
  for (const float value : values)
    if (std::isfinite(value)) low = std::min(low, value), high = std::max(high, value);
  // All digits are equally wide: one of the ends is longest.
  const float longest =
      std::max(text_width(fixed_text(low, decimals), wished), text_width(fixed_text(high, decimals), wished));
  return longest <= cell_width - number_inset ? wished : least;
}

void draw_cells(ImDrawList& list, const HeatMapDrawing& d) {
  const HeatMapLayout& l = d.layout;
  const float gap = l.cell_width >= 12.f && l.cell_height >= 10.f ? 1.f : 0.f;
  const float rounding = l.cell_height >= 16.f ? 3.f : 0.f;
  const bool numbers = d.options.values && l.cell_width >= 21.f && l.cell_height >= 11.f &&
                       l.rows_per_cell * l.columns_per_cell == 1;
  const bool whole = std::ranges::all_of(d.matrix.values, [](float v) {
    return v == std::round(v) || std::isnan(v);
  });  // counts; NaN shows no number
  const int decimals = whole ? 0 : 2;
  const float font_size = numbers ? number_size(d.matrix.values, l.cell_width, l.cell_height, decimals) : 0.f;
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
      if (numbers && !masked) draw_number(list, d, low, high, colour, value, decimals, font_size);
    }
}

int column_label_stride(const HeatMapLayout& layout) {
  return std::max(1, static_cast<int>(std::ceil((small_size + 1.f) / std::max(1.f, layout.cell_width))));
}

namespace {

void draw_column_label(ImDrawList& list, const HeatMapDrawing& d, int column, float room, ImU32 colour) {
  const HeatMapLayout& l = d.layout;
  const std::string& label = d.options.column_labels[column * l.columns_per_cell];
  const float left = d.low(0, column).x;
  if (l.turned_labels) {
    draw_text_upwards(list, {left + (l.cell_width - small_size) / 2.f, d.place.low.y - 4.f}, colour,
                      elided(label, l.label_height - heat_map_label_gap, small_size), small_size);
    return;
  }
  const std::string text = elided(label, room, small_size);
  const float indent = std::max(0.f, (l.cell_width - text_width(text, small_size)) / 2.f);
  draw_text(list, {left + indent, d.place.low.y - small_size - 4.f}, colour, text, small_size);
}

}  // namespace

void draw_labels(ImDrawList& list, const HeatMapDrawing& d, Cell hovered) {
  const HeatMapLayout& l = d.layout;
  const auto colour = [&](bool on) { return on ? d.colours.text : d.colours.muted; };
  // Where a cell is lower than a line, only every n-th label.
  const int row_stride =
      std::max(1, static_cast<int>(std::ceil((small_size + 1.f) / std::max(1.f, l.cell_height))));
  const float over = std::max(0.f, small_size - l.cell_height) / 2.f + 1.f;  // of the first and last label
  list.PushClipRect({d.place.low.x - l.label_width, d.place.low.y - over},
                    {d.place.low.x, d.place.high.y + over}, true);
  for (int row = 0; row < l.drawn_rows && l.label_width > 0.f; row += row_stride) {
    const int index = row * l.rows_per_cell;
    if (index >= static_cast<int>(d.options.row_labels.size())) break;
    const std::string text =
        elided(d.options.row_labels[index], l.label_width - heat_map_label_gap, small_size);
    const ImVec2 low = d.low(row, 0), high = d.high(row, 0);
    draw_text(list,
              {d.place.low.x - heat_map_label_gap - text_width(text, small_size),
               (low.y + high.y - small_size) / 2.f - 1.f},
              colour(index == hovered.row), text, small_size);
  }
  list.PopClipRect();
  list.PushClipRect({d.place.low.x, d.place.low.y - l.label_height}, {d.place.high.x, d.place.low.y}, true);
  const int column_stride = column_label_stride(l);
  for (int column = 0; column < l.drawn_columns; column += column_stride) {
    const int index = column * l.columns_per_cell;
    if (index >= static_cast<int>(d.options.column_labels.size())) break;
    draw_column_label(list, d, column, l.cell_width * static_cast<float>(column_stride) - 2.f,
                      colour(index == hovered.column));
  }
  list.PopClipRect();
}

void draw_highlights(ImDrawList& list, const HeatMapDrawing& d, Cell hovered) {
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
  for (const Cell cell : d.options.crossed) {
    if (!cell || cell.row >= d.rows() || cell.column >= d.columns()) continue;
    const int row = cell.row / l.rows_per_cell, column = cell.column / l.columns_per_cell;
    const ImVec2 low = d.low(row, column), high = d.high(row, column);
    list.AddLine({low.x + 3.f, high.y - 4.f}, {high.x - 4.f, low.y + 3.f}, d.colours.muted, 1.5f);
  }
  draw_frame(list, d, hovered, d.colours.text, 1.5f);
  draw_frame(list, d, d.options.selected, d.colours.accent, 2.5f);
}

void draw_scale(ImDrawList& list, const HeatMapDrawing& d, ImVec2 low, float width, Cell hovered) {
  constexpr int steps = 32;
  const std::string from = number_text(d.range.low, 2), to = number_text(d.range.high, 2);
  const float left = low.x + text_width(from, small_size) + heat_map_label_gap;
  const float right = low.x + width - text_width(to, small_size) - heat_map_label_gap;
  if (right - left < 24.f) return;
  draw_text(list, {low.x, low.y - 3.f}, d.colours.muted, from, small_size);
  draw_text(list, {right + heat_map_label_gap, low.y - 3.f}, d.colours.muted, to, small_size);
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

}  // namespace madang::ui
