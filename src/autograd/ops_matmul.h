#pragma once

#include "autograd/variable.h"

namespace madang {

/// Which operand is read with its last two axes swapped.
struct Transpose {
  bool a = false;
  bool b = false;
};

/// a: (…, rows, depth)  b: (…, depth, columns)  →  (…, rows, columns); the axes in front broadcast.
Variable matmul(const Variable& a, const Variable& b, Transpose transpose = {});

/// A dense layer: x: (…, in)  weight: (out, in)  bias: (out)  →  x weightᵀ + bias: (…, out)
Variable linear(const Variable& x, const Variable& weight, const Variable& bias);
Variable linear(const Variable& x, const Variable& weight);

}  // namespace madang
