#pragma once

#include "autograd/variable.h"

namespace madang {

/// Rotary position embedding (Su et al. 2021, "RoFormer", eq. 34): numbers 2i and 2i + 1 of the vector at
/// position p are turned as a point of the plane by the angle p · 10000^(−2i / depth). The dot product of two
/// such vectors then depends on how far apart they stand, not on where.
// x: (…, length, depth), depth even → the same shape; its first position is number `first`
Variable rotary(const Variable& x, int first = 0);

}  // namespace madang
