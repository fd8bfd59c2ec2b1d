#pragma once

#include <cmath>

#include "core/matrix.h"

namespace madang::data {

/// A picture between its pixels, whose middles lie at halves; nothing beyond the edges.
inline float bilinear(const Matrix& image, float x, float y) {
  const float left = std::floor(x - 0.5f), top = std::floor(y - 0.5f);
  float value = 0;
  for (const int dy : {0, 1})
    for (const int dx : {0, 1}) {
      const int column = static_cast<int>(left) + dx, row = static_cast<int>(top) + dy;
      if (column < 0 || row < 0 || column >= image.columns || row >= image.rows) continue;
      const float share_x = 1 - std::abs(x - 0.5f - static_cast<float>(column));
      const float share_y = 1 - std::abs(y - 0.5f - static_cast<float>(row));
      value += share_x * share_y * image.at(row, column);
    }
  return value;
}

}  // namespace madang::data
