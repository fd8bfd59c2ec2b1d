#pragma once

#include "autograd/ops_arithmetic.h"  // pow(x, exponent) for a number

namespace madang {

/// baseᵉˣᵖᵒⁿᵉⁿᵗ, element by element, with broadcasting. As in PyTorch the derivative by the base is 0 where
/// the exponent is 0, and that by the exponent 0 where the base is 0 and the exponent not below 0; a negative
/// base has none by the exponent (NaN).
Variable pow(const Variable& base, const Variable& exponent);

}  // namespace madang
