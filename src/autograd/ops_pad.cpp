#include "autograd/ops_pad.h"

#include <algorithm>

#include "autograd/axis_view.h"
#include "autograd/record.h"

namespace madang {
namespace {

/// How much an axis can be padded with on a side.
int most(PadMode mode, int size) {
  switch (mode) {
    case PadMode::reflect:
      return std::max(size - 1, 0);
    case PadMode::edge:
      return size == 0 ? 0 : std::numeric_limits<int>::max();
    case PadMode::wrap:
      return size;
  }
  throw Error("pad: no such mode");
}

/// Which position of the axis stands at a position before, within or behind it.
int source(PadMode mode, int position, int size) {
  switch (mode) {
    case PadMode::reflect:
      return position < 0 ? -position : position < size ? position : 2 * (size - 1) - position;
    case PadMode::edge:
      return std::clamp(position, 0, size - 1);
    case PadMode::wrap:
      return (position + size) % size;
  }
  throw Error("pad: no such mode");
}

void check(const Shape& x, int before, int after, int most) {
  if (before >= 0 && after >= 0 && before <= most && after <= most) return;
  throw Error("pad: " + std::to_string(before) + " before, " + std::to_string(after) + " after " +
              x.to_string());
}

}  // namespace

Variable pad(const Variable& x, int axis, int before, int after, float value) {
  axis = checked_axis("pad", x.shape(), axis);
  check(x.shape(), before, after, std::numeric_limits<int>::max());
  const auto filled = [&](int length) {
    Shape shape = x.shape();
    shape[axis] = length;
    return constant(Tensor::full(shape, value, "pad"));
  };
  checked_length("pad", x.shape(), std::int64_t{before} + x.shape()[axis] + after);
  const Variable parts[] = {filled(before), x, filled(after)};
  return concat(parts, axis);
}

Variable pad(const Variable& x, int axis, int before, int after, PadMode mode) {
  axis = checked_axis("pad", x.shape(), axis);
  const int size = x.shape()[axis];
  check(x.shape(), before, after, most(mode, size));
  const int length = checked_length("pad", x.shape(), std::int64_t{before} + size + after);
  PoolVector<std::int32_t> sources(static_cast<std::size_t>(length));
  for (int i = 0; i < length; ++i) sources[static_cast<std::size_t>(i)] = source(mode, i - before, size);
  return gather(x, sources, axis);
}

}  // namespace madang
