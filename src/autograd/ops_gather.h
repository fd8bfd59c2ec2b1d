#pragma once

#include <cstdint>
#include <span>

#include "autograd/variable.h"

/// Choosing by number. Throws Error naming the operation where an index is out of range.
namespace madang {

using Indices = std::span<const std::int32_t>;

/// The positions of an axis of x by number, any of them any number of times: with axis 0 the look-up of an
/// embedding. Result: x's shape with as many positions as there are indices.
Variable gather(const Variable& x, Indices indices, int axis = 0);
/// The reverse: zeros of `size` positions along the axis, with position i of x added to position indices[i].
Variable scatter_add(const Variable& x, Indices indices, int size, int axis = 0);

/// One number of each row: y[i] = x[i][indices[i]]. x: (rows, columns) → (rows).
Variable pick(const Variable& x, Indices indices);

}  // namespace madang
