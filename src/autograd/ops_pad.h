#pragma once

#include "autograd/ops_shape.h"  // pad(x, axis, before, after) with zeros

/// More of an axis, before its start and behind its end.
namespace madang {

/// With a value.
Variable pad(const Variable& x, int axis, int before, int after, float value);

/// What of x continues it; the names are PyTorch's and NumPy's.
enum class PadMode {
  reflect,  // mirrored at the first and last position, which stand once: c b | a b c | b a. Less than the
            // axis
  edge,     // the first and last position again: a a | a b c | c c (PyTorch: replicate)
  wrap      // from the other end: b c | a b c | a b (PyTorch: circular). At most the axis
};
Variable pad(const Variable& x, int axis, int before, int after, PadMode mode);

}  // namespace madang
