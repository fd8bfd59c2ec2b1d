#pragma once

#include <cstdint>
#include <span>

#include "autograd/variable.h"

/// Rows that belong together, such as the edges that end in one node of a graph. x: (rows, …), with row i in
/// segment segments[i] of 0 … count − 1, in any order. Throws Error where x has another number of rows than
/// there are numbers, or a number is out of range.
namespace madang {

/// Result: (count, …); a segment without rows gives zeros in all three.
Variable segment_sum(const Variable& x, std::span<const std::int32_t> segments, int count);
Variable segment_mean(const Variable& x, std::span<const std::int32_t> segments, int count);
/// The gradient goes to the first of equal maxima.
Variable segment_max(const Variable& x, std::span<const std::int32_t> segments, int count);
/// Softmax over the rows of each segment, column by column: attention weights of a node's neighbours
/// (Veličković et al. 2018, eq. 2). Result: like x.
Variable segment_softmax(const Variable& x, std::span<const std::int32_t> segments, int count);

}  // namespace madang
