#include <algorithm>
#include <cmath>

#include "ui/heat_map.h"

namespace madang::ui {

namespace {

/// Many cells become groups: below two css px nobody can point at one, and each costs four corners.
constexpr float least_cell = 2.f;
constexpr int most_cells_a_side = 256;

int grouped(int count, float length) {
  const int room = std::clamp(static_cast<int>(length / least_cell), 1, most_cells_a_side);
  return (count + room - 1) / room;
}

}  // namespace

HeatMapLayout heat_map_layout(int rows, int columns, float width, float row_label_width, float label_height,
                              float most_cell, float most_height) {
  HeatMapLayout layout;
  layout.label_width = std::min(row_label_width, std::max(0.f, width * 0.4f));
  layout.label_height = label_height;
  const float room = std::max(least_cell, width - layout.label_width);
  if (rows <= 0 || columns <= 0) {
    layout.width = layout.label_width + room;
    layout.height = label_height + most_cell;
    return layout;
  }
  layout.columns_per_cell = grouped(columns, room);
  layout.drawn_columns = (columns + layout.columns_per_cell - 1) / layout.columns_per_cell;
  layout.rows_per_cell = grouped(rows, most_height);
  layout.drawn_rows = (rows + layout.rows_per_cell - 1) / layout.rows_per_cell;
  layout.cell_width = std::min(most_cell, room / static_cast<float>(layout.drawn_columns));
  // Nearly square, but text fits without being wide: up to three quarters as high as wide, at least a line.
  const float pleasant = std::max(layout.cell_width * 0.75f, std::min(layout.cell_width, 22.f));
  layout.cell_height = std::min(pleasant, most_height / static_cast<float>(layout.drawn_rows));
  layout.width = layout.label_width + layout.cell_width * static_cast<float>(layout.drawn_columns);
  layout.height = label_height + layout.cell_height * static_cast<float>(layout.drawn_rows);
  return layout;
}

HeatMapLayout squared(HeatMapLayout layout) {
  const float side = std::min(layout.cell_width, layout.cell_height);
  layout.width -= (layout.cell_width - side) * static_cast<float>(layout.drawn_columns);
  layout.height -= (layout.cell_height - side) * static_cast<float>(layout.drawn_rows);
  layout.cell_width = layout.cell_height = side;
  return layout;
}

HeatMapLayout at_least(HeatMapLayout layout, float height) {
  const float missing = height - (layout.height - layout.label_height);
  if (missing <= 0.f || layout.drawn_rows == 0) return layout;
  layout.height += missing;
  layout.cell_height += missing / static_cast<float>(layout.drawn_rows);
  return layout;
}

Cell cell_at(const HeatMapLayout& layout, int rows, int columns, ImVec2 point) {
  if (layout.drawn_rows == 0 || layout.drawn_columns == 0) return {};
  const float x = (point.x - layout.label_width) / layout.cell_width;
  const float y = (point.y - layout.label_height) / layout.cell_height;
  if (!(x >= 0.f && y >= 0.f && x < static_cast<float>(layout.drawn_columns) &&
        y < static_cast<float>(layout.drawn_rows)))
    return {};
  return {std::min(rows - 1, static_cast<int>(y) * layout.rows_per_cell),
          std::min(columns - 1, static_cast<int>(x) * layout.columns_per_cell)};
}

}  // namespace madang::ui
