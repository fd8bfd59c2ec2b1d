#include "autograd/ops_shape.h"

#include <algorithm>

#include "autograd/axis_view.h"
#include "autograd/broadcast.h"
#include "autograd/ops_reduce.h"
#include "autograd/record.h"

namespace madang {
namespace {

Tensor permuted(const Tensor& x, const Axes& order) {
  const int rank = x.shape().rank();
  std::size_t x_strides[Shape::max_rank];
  std::size_t stride = 1;
  for (int i = rank - 1; i >= 0; --i) {
    x_strides[i] = stride;
    stride *= static_cast<std::size_t>(x.shape()[i]);
  }
  Shape shape;
  std::size_t strides[Shape::max_rank] = {};
  for (int i = 0; i < rank; ++i) {
    strides[i] = x_strides[order[i]];
    shape.push_back(x.shape()[order[i]]);
  }
  Tensor y = Tensor::uninitialized(shape);
  if (y.size() == 0) return y;
  float* out = y.mutable_data();
  const std::size_t last_stride = rank ? strides[rank - 1] : 0;
  const int last_size = rank ? shape[rank - 1] : 1;
  int index[Shape::max_rank] = {};
  std::size_t offset = 0;
  for (;;) {
    const float* in = x.data() + offset;
    if (last_stride == 1) {
      for (int i = 0; i < last_size; ++i) *out++ = in[i];
    } else {
      for (int i = 0; i < last_size; ++i) *out++ = in[static_cast<std::size_t>(i) * last_stride];
    }
    int axis = rank - 2;
    for (; axis >= 0; --axis) {
      offset += strides[axis];
      if (++index[axis] < shape[axis]) break;
      offset -= strides[axis] * static_cast<std::size_t>(shape[axis]);
      index[axis] = 0;
    }
    if (axis < 0) return y;
  }
}

/// For operations with any number of inputs.
using Parts = PoolVector<Variable>;

}  // namespace

Variable reshape(const Variable& x, const Shape& shape) {
  Tensor y = x.value().reshaped(shape);
  if (y.shape() == x.shape()) return x;
  return record("reshape", std::move(y), inputs(x),
                [](Derivation& d) { d.add(0, reshape(d.gradient(), d.input(0).shape())); });
}

// dx = dy with the axes put back
Variable permute(const Variable& x, const Axes& order) {
  Axes inverse = order;
  unsigned seen = 0;
  for (int i = 0; i < order.rank(); ++i) {
    const int axis = order[i];
    if (axis < 0 || axis >= x.shape().rank()) fail("permute", "no such order of axes", x.shape());
    seen |= 1u << axis;
    inverse[axis] = i;
  }
  if (order.rank() != x.shape().rank() || seen != (1u << order.rank()) - 1) {
    fail("permute", "no such order of axes", x.shape());
  }
  return record("permute", permuted(x.value(), order), inputs(x),
                [inverse](Derivation& d) { d.add(0, permute(d.gradient(), inverse)); });
}

Variable transpose(const Variable& x) {
  const int rank = x.shape().rank();
  if (rank < 2) fail("transpose", "two axes expected", x.shape());
  Axes order;
  for (int i = 0; i < rank - 2; ++i) order.push_back(i);
  order.push_back(rank - 1);
  order.push_back(rank - 2);
  return permute(x, order);
}

namespace {

void check_slice(const Shape& x, int axis, int begin, int end) {
  if (begin < 0 || begin > end || end > x[axis]) {
    throw Error("slice: " + std::to_string(begin) + " to " + std::to_string(end) + " of axis " +
                std::to_string(axis) + " of " + x.to_string());
  }
}

}  // namespace

Variable slice(const Variable& x, int axis, int begin, int end, int step) {
  axis = checked_axis("slice", x.shape(), axis);
  check_slice(x.shape(), axis, begin, end);
  if (step < 1) throw Error("slice: step " + std::to_string(step) + " for " + x.shape().to_string());
  PoolVector<std::int32_t> chosen;
  for (std::int64_t i = begin; i < end; i += step) chosen.push_back(static_cast<std::int32_t>(i));
  return gather(x, chosen, axis);
}

// dx = dy between zeros
Variable slice(const Variable& x, int axis, int begin, int end) {
  axis = checked_axis("slice", x.shape(), axis);
  const int size = x.shape()[axis];
  check_slice(x.shape(), axis, begin, end);
  Shape shape = x.shape();
  shape[axis] = end - begin;
  const AxisView view(shape, axis);
  Tensor y = Tensor::uninitialized(shape);
  const std::size_t length = static_cast<std::size_t>(end - begin) * view.inner;
  float* out = y.mutable_data();
  for (std::size_t i = 0; i < view.outer; ++i) {
    const std::size_t row = i * static_cast<std::size_t>(size) + static_cast<std::size_t>(begin);
    out = std::copy_n(x.value().data() + row * view.inner, length, out);
  }
  return record("slice", std::move(y), inputs(x),
                [=](Derivation& d) { d.add(0, pad(d.gradient(), axis, begin, size - end)); });
}

// dx = the middle of dy
Variable pad(const Variable& x, int axis, int before, int after) {
  axis = checked_axis("pad", x.shape(), axis);
  if (before < 0 || after < 0) {
    throw Error("pad: " + std::to_string(before) + " before, " + std::to_string(after) + " after " +
                x.shape().to_string());
  }
  const int size = x.shape()[axis];
  Shape shape = x.shape();
  shape[axis] = checked_length("pad", shape, std::int64_t{before} + size + after);
  const AxisView view(shape, axis);
  Tensor y(shape, "pad");
  const std::size_t length = static_cast<std::size_t>(size) * view.inner;
  for (std::size_t i = 0; i < view.outer; ++i) {
    const std::size_t row = i * static_cast<std::size_t>(shape[axis]) + static_cast<std::size_t>(before);
    std::copy_n(x.value().data() + i * length, length, y.mutable_data() + row * view.inner);
  }
  return record("pad", std::move(y), inputs(x),
                [=](Derivation& d) { d.add(0, slice(d.gradient(), axis, before, before + size)); });
}

// dx of each part = its slice of dy
Variable concat(std::span<const Variable> parts, int axis) {
  if (parts.empty()) throw Error("concat: no parts");
  Shape shape = parts[0].shape();
  axis = checked_axis("concat", shape, axis);
  shape[axis] = 0;
  for (const Variable& part : parts) {
    Shape expected = shape;
    if (part.shape().rank() == shape.rank()) expected[axis] = part.shape()[axis];
    if (part.shape() != expected) fail("concat", "parts do not fit", parts[0].shape(), part.shape());
    shape[axis] = checked_length("concat", shape, std::int64_t{shape[axis]} + part.shape()[axis]);
  }
  const AxisView view(shape, axis);
  Tensor y = Tensor::uninitialized(shape, "concat");
  float* out = y.mutable_data();
  for (std::size_t i = 0; i < view.outer; ++i) {
    for (const Variable& part : parts) {
      const std::size_t length = static_cast<std::size_t>(part.shape()[axis]) * view.inner;
      out = std::copy_n(part.value().data() + i * length, length, out);
    }
  }
  return record("concat", std::move(y), Parts(parts.begin(), parts.end()), [axis](Derivation& d) {
    int begin = 0;
    for (int i = 0; i < d.input_count(); ++i) {
      const int end = begin + d.input(i).shape()[axis];
      if (d.needs(i)) d.add(i, slice(d.gradient(), axis, begin, end));
      begin = end;
    }
  });
}

Variable stack(std::span<const Variable> parts, int axis) {
  if (parts.empty()) throw Error("stack: no parts");
  const Shape& shape = parts[0].shape();
  const int index = axis < 0 ? axis + shape.rank() + 1 : axis;
  if (index < 0 || index > shape.rank()) {
    throw Error("stack: no place " + std::to_string(axis) + " for a new axis in " + shape.to_string());
  }
  Shape widened;
  for (int i = 0; i <= shape.rank(); ++i) {
    if (i == index) widened.push_back(1);
    if (i < shape.rank()) widened.push_back(shape[i]);
  }
  Parts reshaped;
  reshaped.reserve(parts.size());
  for (const Variable& part : parts) {
    if (part.shape() != shape) fail("stack", "parts differ", shape, part.shape());
    reshaped.push_back(reshape(part, widened));
  }
  return concat(reshaped, index);
}

// dx = dy summed over what was repeated
Variable broadcast_to(const Variable& x, const Shape& shape) {
  if (x.shape() == shape) return x;
  if (broadcast_shape("broadcast_to", x.shape(), shape) != shape) {
    fail("broadcast_to", "shapes do not fit", x.shape(), shape);
  }
  Tensor y = Tensor::uninitialized(shape, "broadcast_to");
  if (y.size() != 0) {
    const BroadcastWalk walk(x.shape(), shape, shape);
    const auto count = static_cast<std::size_t>(walk.sizes[walk.rank - 1]);
    float* out = y.mutable_data();
    walk.for_each_run([&](std::size_t in, std::size_t) {
      const float* from = x.value().data() + in;
      out = walk.a_strides[walk.rank - 1] ? std::copy_n(from, count, out) : std::fill_n(out, count, *from);
    });
  }
  return record("broadcast_to", std::move(y), inputs(x),
                [](Derivation& d) { d.add(0, sum_to(d.gradient(), d.input(0).shape())); });
}

}  // namespace madang
