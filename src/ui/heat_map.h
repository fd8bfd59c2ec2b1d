#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/matrix.h"
#include "ui/colour_map.h"

namespace madang::ui {

struct Cell {
  int row = -1;
  int column = -1;
  explicit operator bool() const { return row >= 0 && column >= 0; }
  bool operator==(const Cell&) const = default;
};

struct HeatMapOptions {
  std::string title = {};
  std::string name = {};  ///< for a screen reader, where there is no title
  ColourMap colours = ColourMap::diverging;
  std::optional<ColourRange> range = {};  ///< default: range_of the matrix
  std::string row_axis = {};  ///< what a row and a column are, said of the cell under the pointer: "layer"
  std::string column_axis = {};
  std::span<const std::string> row_labels = {};
  std::span<const std::string> column_labels = {};
  Cell selected = {};
  std::span<const Cell> marked = {};   ///< with a corner: cells that the reader has changed
  std::span<const Cell> crossed = {};  ///< with a stroke through them: cells that do not count
  int highlighted_row = -1;            ///< framed, e.g. the row of Q that the hovered score is made of
  int highlighted_column = -1;
  bool values = true;  ///< numbers in cells that are large enough
  bool scale_bar = true;
  bool editable = false;                 ///< drag a cell up or down, or double-click and type
  bool paintable = false;                ///< press or drag across cells; instead of editable
  ColourRange limits = {-100.f, 100.f};  ///< of edited values
  bool square = false;                   ///< cells as high as wide: rows and columns count the same things
  float width = 0.f;                     ///< css px; 0: what is available
  float most_cell = 44.f;                ///< width of a cell at most
  float least_height = 0.f;              ///< of all cells; they become higher than wide
  float most_height = 420.f;             ///< of all cells; they become flatter, then are drawn in groups
};

struct HeatMapResult {
  Cell hovered;  ///< with the mouse, or under the finger
  Cell clicked;
  /// A cell that the reader is changing, once per changed value.
  struct Edit {
    Cell cell;
    float value;
    bool dragged = false;  ///< and the drag goes on; else typed
  };
  std::optional<Edit> edited;
  Cell painted;               ///< under the pressed mouse or finger, in each frame
  bool stroke_began = false;  ///< it was pressed in this frame
};

/// A matrix as coloured cells; two fingers, or the wheel with ctrl, magnify them. −∞ (a masked score) and NaN
/// are drawn as such. An empty matrix draws an empty frame.
HeatMapResult heat_map(const char* id, const Matrix& matrix, const HeatMapOptions& options = {});

/// Where everything goes: pure, for tests.
struct HeatMapLayout {
  float label_width = 0.f;     ///< left of the cells
  float label_height = 0.f;    ///< above the cells
  bool turned_labels = false;  ///< those above, where a column is narrower than its label
  float cell_width = 0.f;
  float cell_height = 0.f;
  int rows_per_cell = 1;  ///< more than 1 where there are too many to draw one by one
  int columns_per_cell = 1;
  int drawn_rows = 0;
  int drawn_columns = 0;
  float width = 0.f;  ///< of cells and labels together
  float height = 0.f;
};
HeatMapLayout heat_map_layout(int rows, int columns, float width, float row_label_width, float label_height,
                              float most_cell, float most_height);
/// The same layout with cells as high as wide, none of them larger.
HeatMapLayout squared(HeatMapLayout layout);
/// The same layout with all cells together at least so high.
HeatMapLayout at_least(HeatMapLayout layout, float height);
/// The cell at a point given from the layout's upper left corner; for grouped cells the first of the group.
Cell cell_at(const HeatMapLayout& layout, int rows, int columns, ImVec2 point);

}  // namespace madang::ui
