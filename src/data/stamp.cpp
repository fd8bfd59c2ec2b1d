#include "data/stamp.h"

#include <algorithm>

#include "core/error.h"

namespace madang::data {

Stamp stamp_of(const Matrix& drawing, std::int32_t label) {
  int left = drawing.columns, right = -1, top = drawing.rows, bottom = -1;
  for (int row = 0; row < drawing.rows; ++row)
    for (int column = 0; column < drawing.columns; ++column) {
      if (drawing.at(row, column) < 0.5f) continue;
      left = std::min(left, column);
      right = std::max(right, column);
      top = std::min(top, row);
      bottom = std::max(bottom, row);
    }
  if (right < 0) throw Error("stamp: the drawing is blank");
  Stamp stamp{{bottom - top + 1, right - left + 1, {}}, label};
  for (int row = top; row <= bottom; ++row)
    for (int column = left; column <= right; ++column) stamp.ink.values.push_back(drawing.at(row, column));
  return stamp;
}

}  // namespace madang::data
