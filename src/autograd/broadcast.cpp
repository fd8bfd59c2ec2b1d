#include "autograd/broadcast.h"

#include <algorithm>

#include "autograd/record.h"

namespace madang {
namespace {

/// Size of the axis `axis` of a result of rank `rank`, 1 where the operand has no such axis.
int aligned(const Shape& shape, int rank, int axis) {
  const int index = axis - (rank - shape.rank());
  return index < 0 ? 1 : shape[index];
}

}  // namespace

Shape broadcast_shape(const char* operation, const Shape& a, const Shape& b) {
  Shape result;
  const int rank = std::max(a.rank(), b.rank());
  for (int axis = 0; axis < rank; ++axis) {
    const int left = aligned(a, rank, axis);
    const int right = aligned(b, rank, axis);
    if (left != right && left != 1 && right != 1) fail(operation, "shapes do not fit", a, b);
    result.push_back(left == 1 ? right : left);
  }
  return result;
}

BroadcastWalk::BroadcastWalk(const Shape& a, const Shape& b, const Shape& result) {
  bool a_repeats[Shape::max_rank];
  bool b_repeats[Shape::max_rank];
  for (int axis = 0; axis < result.rank(); ++axis) {
    const int size = result[axis];
    if (size == 1) continue;
    const bool a_repeated = aligned(a, result.rank(), axis) == 1;
    const bool b_repeated = aligned(b, result.rank(), axis) == 1;
    if (rank > 0 && a_repeats[rank - 1] == a_repeated && b_repeats[rank - 1] == b_repeated) {
      sizes[rank - 1] *= size;
      continue;
    }
    sizes[rank] = size;
    a_repeats[rank] = a_repeated;
    b_repeats[rank] = b_repeated;
    ++rank;
  }
  if (rank == 0) {
    sizes[0] = 1;
    a_repeats[0] = b_repeats[0] = false;
    rank = 1;
  }
  std::size_t a_stride = 1;
  std::size_t b_stride = 1;
  for (int axis = rank - 1; axis >= 0; --axis) {
    const auto size = static_cast<std::size_t>(sizes[axis]);
    a_strides[axis] = a_repeats[axis] ? 0 : a_stride;
    b_strides[axis] = b_repeats[axis] ? 0 : b_stride;
    if (!a_repeats[axis]) a_stride *= size;
    if (!b_repeats[axis]) b_stride *= size;
  }
}

}  // namespace madang
