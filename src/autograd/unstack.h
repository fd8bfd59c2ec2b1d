#pragma once

#include "autograd/variable.h"

namespace madang {

/// The positions of an axis, each without that axis: what `stack` puts together. x is halved again and again,
/// so that n parts cost n log n in the backward pass, where n slices of the whole would cost n².
PoolVector<Variable> unstack(const Variable& x, int axis);

}  // namespace madang
