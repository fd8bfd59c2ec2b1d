#pragma once

#include "autograd/ops_shape.h"
#include "core/size2.h"

namespace madang {

/// (batch, channels, height, width) with another height and width.
inline Shape with_extent(const Shape& shape, Size2 extent) {
  return {shape[0], shape[1], extent.height, extent.width};
}

/// (batch, channels, length) as planes of height 1, and back.
inline Variable as_planes(const Variable& x) {
  const Shape& shape = x.shape();
  return reshape(x, {shape[0], shape[1], 1, shape[2]});
}
inline Variable as_lines(const Variable& x) {
  const Shape& shape = x.shape();
  return reshape(x, {shape[0], shape[1], shape[3]});
}

}  // namespace madang
