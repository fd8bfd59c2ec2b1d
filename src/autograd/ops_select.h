#pragma once

#include "autograd/variable.h"

namespace madang {

/// The value, through which no gradient passes.
Variable stop_gradient(const Variable& x);

/// a where the condition is not 0, else b; the three broadcast against each other.
Variable where(const Tensor& condition, const Variable& a, const Variable& b);

}  // namespace madang
