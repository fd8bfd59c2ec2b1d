#pragma once

#include <algorithm>

/// Upright rectangles around objects, and how well two of them agree.
namespace madang::data {

/// From the corner where x and y are least to the other, in pixels: column c reaches from x = c to c + 1, so
/// that a box around columns a … b is x0 = a, x1 = b + 1, and its width is x1 − x0 without any + 1.
struct Box {
  float x0 = 0;
  float y0 = 0;
  float x1 = 0;
  float y1 = 0;

  float width() const { return std::max(x1 - x0, 0.f); }
  float height() const { return std::max(y1 - y0, 0.f); }
  float area() const { return width() * height(); }
  float centre_x() const { return (x0 + x1) / 2; }
  float centre_y() const { return (y0 + y1) / 2; }

  static Box around(float centre_x, float centre_y, float width, float height) {
    return {centre_x - width / 2, centre_y - height / 2, centre_x + width / 2, centre_y + height / 2};
  }
  friend bool operator==(const Box&, const Box&) = default;

  template <class Visitor>
  void visit(Visitor& v) {
    v(x0, y0, x1, y1);
  }
};

/// The part of it inside of a picture.
Box clipped(const Box& box, float width, float height);

/// Intersection over union, |A ∩ B| / |A ∪ B| (Jaccard 1912), 0 … 1; 0 where both boxes are empty or a number
/// is not finite.
float iou(const Box& a, const Box& b);

/// IoU − |C \ (A ∪ B)| / |C| with C the smallest box around both, −1 … 1: it falls as boxes that share
/// nothing move apart (Rezatofighi et al. 2019, algorithm 1). Where C is empty, 0; where a number is not
/// finite, −1.
float generalized_iou(const Box& a, const Box& b);

}  // namespace madang::data
