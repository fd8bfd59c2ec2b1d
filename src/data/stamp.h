#pragma once

#include <cstdint>

#include "core/matrix.h"

namespace madang::data {

/// A drawing that is an object of a scene: a digit among the shapes. Its ink is where it is at least ½
/// between the pixels of the drawing (bilinear), so that it has an edge at any size.
struct Stamp {
  Matrix ink;
  std::int32_t label = 0;
};

/// The smallest part of a drawing, 0 … 1, that holds all its pixels of at least ½. Throws Error for a drawing
/// without any.
Stamp stamp_of(const Matrix& drawing, std::int32_t label);

}  // namespace madang::data
