#pragma once

#include <cstdint>
#include <vector>

#include "core/tensor.h"

/// Where the largest or smallest number of an axis stands: the first of equal ones, and NaN before all
/// others. Negative axes count from the end. Result: one position for each place of the other axes, row by
/// row. Throws Error where the axis has no positions and one is asked for.
namespace madang {

std::vector<std::int32_t> argmax(const Tensor& x, int axis = -1);
std::vector<std::int32_t> argmin(const Tensor& x, int axis = -1);

}  // namespace madang
