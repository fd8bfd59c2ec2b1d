#pragma once

#include <cstdint>
#include <limits>

#include "core/tensor.h"

namespace madang {

/// The axis as a number from 0 on; throws Error naming the operation when x has no such axis.
inline int checked_axis(const char* operation, const Shape& shape, int axis) {
  const int index = axis < 0 ? axis + shape.rank() : axis;
  if (index < 0 || index >= shape.rank()) {
    throw Error(std::string(operation) + ": no axis " + std::to_string(axis) + " in " + shape.to_string());
  }
  return index;
}

/// The length of an axis of a result; throws Error naming the operation where it is no int, whatever the
/// input.
inline int checked_length(const char* operation, const Shape& input, std::int64_t length) {
  if (length >= 0 && length <= std::numeric_limits<int>::max()) return static_cast<int>(length);
  throw Error(std::string(operation) + ": no axis of length " + std::to_string(length) + " from " +
              input.to_string());
}

/// A tensor seen as (outer, size of the axis, inner): number of runs before the axis, and length of one step
/// along it.
struct AxisView {
  AxisView(const Shape& shape, int axis) {
    for (int i = 0; i < axis; ++i) outer *= static_cast<std::size_t>(shape[i]);
    for (int i = axis + 1; i < shape.rank(); ++i) inner *= static_cast<std::size_t>(shape[i]);
  }
  std::size_t outer = 1;
  std::size_t inner = 1;
};

}  // namespace madang
