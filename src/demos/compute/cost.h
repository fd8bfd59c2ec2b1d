#pragma once

#include "demos/compute/settings.h"

namespace madang::demos::compute {

/// What is computed: n×n times n×n, or `heads` attentions of length n with vectors of `depth`.
struct Shape {
  Work work = Work::matmul;
  int heads = 1;
  int depth = 1;
};

inline Shape shape_of(const Settings& settings) { return {settings.work, settings.heads, settings.depth()}; }

/// Multiplications and additions: 2 n³, and 4 h n² d for q kᵀ and α v together (the softmax is not counted).
inline double operations(const Shape& shape, double n) {
  return shape.work == Work::matmul ? 2 * n * n * n : 4 * shape.heads * n * n * shape.depth;
}

/// The least that must come from memory and go there, each number once: two matrices in and one out; q, k, v
/// and out.
inline double bytes(const Shape& shape, double n) {
  return 4 * (shape.work == Work::matmul ? 3 * n * n : 4 * n * shape.heads * shape.depth);
}

/// Operations per byte (Williams, Waterman & Patterson 2009, section 3): n/6, and n/4.
inline double intensity(const Shape& shape, double n) { return operations(shape, n) / bytes(shape, n); }

}  // namespace madang::demos::compute
