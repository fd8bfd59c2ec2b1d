#include "data/box.h"

#include <cmath>

namespace madang::data {

namespace {

float shared_area(const Box& a, const Box& b) {
  return Box{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)}.area();
}

bool finite(const Box& box) {
  return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1);
}

}  // namespace

Box clipped(const Box& box, float width, float height) {
  return {std::clamp(box.x0, 0.f, width), std::clamp(box.y0, 0.f, height), std::clamp(box.x1, 0.f, width),
          std::clamp(box.y1, 0.f, height)};
}

float iou(const Box& a, const Box& b) {
  if (!finite(a) || !finite(b)) return 0;
  const float common = shared_area(a, b);
  const float both = a.area() + b.area() - common;
  return both > 0 ? common / both : 0;
}

float generalized_iou(const Box& a, const Box& b) {
  if (!finite(a) || !finite(b)) return -1;
  const Box hull{std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
  if (!(hull.area() > 0)) return 0;
  const float both = a.area() + b.area() - shared_area(a, b);
  return iou(a, b) - (hull.area() - both) / hull.area();
}

}  // namespace madang::data
