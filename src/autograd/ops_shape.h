#pragma once

#include <span>

#include "autograd/ops_gather.h"  // gather, scatter_add
#include "autograd/variable.h"

/// The same numbers in another arrangement.
namespace madang {

/// One dimension may be -1 and is inferred.
Variable reshape(const Variable& x, const Shape& shape);
/// Axis i of the result is axis order[i] of x.
Variable permute(const Variable& x, const Axes& order);
/// Swaps the last two axes.
Variable transpose(const Variable& x);
/// Positions begin … end − 1 of an axis.
Variable slice(const Variable& x, int axis, int begin, int end);
/// Every step-th of them, from `begin` on; a step is at least 1 (backwards: `gather`).
Variable slice(const Variable& x, int axis, int begin, int end, int step);
/// Zeros before and after along an axis.
Variable pad(const Variable& x, int axis, int before, int after);
/// Along an existing axis.
Variable concat(std::span<const Variable> parts, int axis);
/// Along a new axis.
Variable stack(std::span<const Variable> parts, int axis);
Variable broadcast_to(const Variable& x, const Shape& shape);

}  // namespace madang
