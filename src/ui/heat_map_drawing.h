#pragma once

#include <span>

#include "ui/heat_map.h"
#include "ui/theme.h"
#include "ui/zoom.h"

namespace madang::ui {

constexpr float heat_map_label_gap = 6.f;  ///< css px between a label and the cells
constexpr float scale_bar_height = 8.f;

/// A heat map in one frame: where its cells stand, and how it is drawn. Inside of heat_map.
struct HeatMapDrawing {
  const Matrix& matrix;
  const HeatMapOptions& options;
  HeatMapLayout layout;
  ColourRange range;
  Box place;      ///< of the cells that are seen
  ImVec2 corner;  ///< of the first cell, which need not be seen
  const Theme& colours;

  ImVec2 low(int row, int column) const {
    return {corner.x + static_cast<float>(column) * layout.cell_width,
            corner.y + static_cast<float>(row) * layout.cell_height};
  }
  ImVec2 high(int row, int column) const {
    return {low(row, column).x + layout.cell_width, low(row, column).y + layout.cell_height};
  }
  int rows() const { return matrix.rows; }
  int columns() const { return matrix.columns; }
};

/// Where a column is narrower than a label is high, only every n-th label stands.
int column_label_stride(const HeatMapLayout& layout);
/// Of all numbers in a map, css px: the smaller of two sizes where the longest has no room in the other.
float number_size(std::span<const float> values, float cell_width, float cell_height, int decimals);
void draw_cells(ImDrawList& list, const HeatMapDrawing& d);
void draw_labels(ImDrawList& list, const HeatMapDrawing& d, Cell hovered);
/// Frames around what is chosen, marked, highlighted, and under the mouse.
void draw_highlights(ImDrawList& list, const HeatMapDrawing& d, Cell hovered);
/// The map from colours to numbers, with the hovered value marked on it.
void draw_scale(ImDrawList& list, const HeatMapDrawing& d, ImVec2 low, float width, Cell hovered);

}  // namespace madang::ui
