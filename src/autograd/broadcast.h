#pragma once

#include "core/tensor.h"

/// Broadcasting as the field has it: shapes are aligned at their last axes, and an axis of size 1 (or missing
/// in front) is repeated. Any other difference is an error, never a guess.
namespace madang {

/// The common shape of two operands; throws Error naming `operation` and both shapes when there is none.
Shape broadcast_shape(const char* operation, const Shape& a, const Shape& b);

/// How to walk over two operands of different shapes: neighbouring axes on which both behave alike are
/// merged, so that the innermost run is as long as possible. A stride of 0 repeats.
struct BroadcastWalk {
  BroadcastWalk(const Shape& a, const Shape& b, const Shape& result);

  int rank = 0;  // at least 1
  int sizes[Shape::max_rank];
  std::size_t a_strides[Shape::max_rank];
  std::size_t b_strides[Shape::max_rank];

  /// run(a_offset, b_offset) for every position of the outer axes, in row-major order.
  template <class Run>
  void for_each_run(Run run) const {
    int index[Shape::max_rank] = {};
    std::size_t a_offset = 0;
    std::size_t b_offset = 0;
    for (;;) {
      run(a_offset, b_offset);
      int axis = rank - 2;
      for (; axis >= 0; --axis) {
        a_offset += a_strides[axis];
        b_offset += b_strides[axis];
        if (++index[axis] < sizes[axis]) break;
        a_offset -= a_strides[axis] * static_cast<std::size_t>(sizes[axis]);
        b_offset -= b_strides[axis] * static_cast<std::size_t>(sizes[axis]);
        index[axis] = 0;
      }
      if (axis < 0) return;
    }
  }
};

/// y = f(a, b) with broadcasting.
template <class Function>
Tensor zip(const char* operation, const Tensor& a, const Tensor& b, Function f) {
  const Shape shape = a.shape() == b.shape() ? a.shape() : broadcast_shape(operation, a.shape(), b.shape());
  Tensor y = Tensor::uninitialized(shape, operation);
  if (y.size() == 0) return y;
  const BroadcastWalk walk(a.shape(), b.shape(), shape);
  const std::size_t count = static_cast<std::size_t>(walk.sizes[walk.rank - 1]);
  const bool a_moves = walk.a_strides[walk.rank - 1] != 0;
  const bool b_moves = walk.b_strides[walk.rank - 1] != 0;
  float* out = y.mutable_data();
  walk.for_each_run([&](std::size_t a_offset, std::size_t b_offset) {
    const float* left = a.data() + a_offset;
    const float* right = b.data() + b_offset;
    if (a_moves && b_moves) {
      for (std::size_t i = 0; i < count; ++i) out[i] = f(left[i], right[i]);
    } else if (a_moves) {
      for (std::size_t i = 0; i < count; ++i) out[i] = f(left[i], *right);
    } else {
      for (std::size_t i = 0; i < count; ++i) out[i] = f(*left, right[i]);
    }
    out += count;
  });
  return y;
}

}  // namespace madang
