#pragma once

#include <utility>
#include <vector>

#include <imgui.h>

#include "core/matrix.h"
#include "ui/colour_map.h"
#include "ui/pen.h"
#include "ui/theme.h"

namespace madang::ui {

struct FieldColours {
  ColourMap map;
  ColourRange range;
  bool dark;
  float opacity;
};

/// A field sampled on a grid (row 0 at the bottom, the outer samples on the edges), drawn smoothly: every
/// sample is a corner and the graphics hardware interpolates the colours between them.
void draw_field(ImDrawList& list, const Matrix& field, const FieldColours& colours, ImVec2 low, ImVec2 high);

/// The same for a field of several groups: each sample in the colour of its group, stronger where `sureness`
/// (0…1) is larger.
void draw_groups(ImDrawList& list, const Matrix& sureness, const Matrix& groups, const Theme& colours,
                 ImVec2 low, ImVec2 high);

/// The line on which the field equals `level`. Nothing where there are so many pieces that they show no line.
void draw_level(ImDrawList& list, const Matrix& field, float level, ImVec2 low, ImVec2 high, const Pen& pen);
/// The line on which the field crosses the middle of `range`.
void draw_boundary(ImDrawList& list, const Matrix& field, const ColourRange& range, ImVec2 low, ImVec2 high,
                   ImU32 colour);

/// Pieces of the line on which the field equals `level`, in samples: (0, 0) is row 0, column 0, x counts
/// columns. Marching squares; nothing where a corner is not finite.
std::vector<std::pair<ImVec2, ImVec2>> level_line(const Matrix& field, float level);

}  // namespace madang::ui
