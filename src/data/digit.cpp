#include "data/digit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "data/bilinear.h"
#include "data/image_source.h"

namespace madang::data {

namespace {

constexpr int side = image_side;
constexpr float box = 20;
constexpr float least_ink = 0.1f;

struct Ink {
  float mass = 0, x = 0, y = 0;  // centre, in pixels from the upper left corner
  int left = std::numeric_limits<int>::max(), right = -1, top = left, bottom = -1;
  float size() const { return static_cast<float>(std::max(right - left, bottom - top) + 1); }
};

Ink measured(const Matrix& drawing) {
  Ink ink;
  for (int row = 0; row < drawing.rows; ++row)
    for (int column = 0; column < drawing.columns; ++column) {
      const float value = drawing.at(row, column);
      ink.mass += value;
      ink.x += value * (static_cast<float>(column) + 0.5f);
      ink.y += value * (static_cast<float>(row) + 0.5f);
      if (value < least_ink) continue;
      ink.left = std::min(ink.left, column);
      ink.right = std::max(ink.right, column);
      ink.top = std::min(ink.top, row);
      ink.bottom = std::max(ink.bottom, row);
    }
  if (ink.mass > 0) ink.x /= ink.mass, ink.y /= ink.mass;
  return ink;
}

}  // namespace

Matrix centred_digit(const Matrix& drawing) {
  Matrix digit{side, side, std::vector<float>(side * side)};
  const Ink ink = measured(drawing);
  if (ink.right < 0) return digit;
  const float pixel = ink.size() / box;  // of the drawing, for a pixel of the digit
  constexpr float middle = side / 2.f;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      digit.at(row, column) = bilinear(drawing, ink.x + (static_cast<float>(column) + 0.5f - middle) * pixel,
                                       ink.y + (static_cast<float>(row) + 0.5f - middle) * pixel);
  return digit;
}

}  // namespace madang::data
