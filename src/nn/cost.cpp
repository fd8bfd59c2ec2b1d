#include "nn/cost.h"

#include <algorithm>

namespace madang {

Cost Cost::then(const Cost& next) const {
  return {.out = next.out,
          .parameters = parameters + next.parameters,
          .multiply_adds = multiply_adds + next.multiply_adds,
          .field = field + (next.field - 1) * jump,
          .jump = jump * next.jump,
          .depth = depth + next.depth};
}

Cost Cost::beside(const Cost& other) const {
  return {.out = {out.channels + other.out.channels, out.height, out.width},
          .parameters = parameters + other.parameters,
          .multiply_adds = multiply_adds + other.multiply_adds,
          .field = std::max(field, other.field),
          .jump = std::max(jump, other.jump),
          .depth = std::max(depth, other.depth)};
}

int spatial_field(const std::vector<Cost>& costs) {
  int field = 1;
  for (const Cost& cost : costs)
    if (cost.out.area() > 1) field = cost.field;
  return field;
}

}  // namespace madang
