#include "autograd/ops_gather.h"

#include <algorithm>

#include "autograd/axis_view.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"
#include "kernels/elementwise.h"

namespace madang {
namespace {

PoolVector<std::int32_t> checked_indices(const char* operation, Indices indices, int positions) {
  for (std::int32_t index : indices) {
    if (index < 0 || index >= positions) {
      throw Error(std::string(operation) + ": index " + std::to_string(index) + " of " +
                  std::to_string(positions) + " rows");
    }
  }
  return {indices.begin(), indices.end()};
}

}  // namespace

// dx = dy's positions added back to where they came from
Variable gather(const Variable& x, Indices indices, int axis) {
  axis = checked_axis("gather", x.shape(), axis);
  const int size = x.shape()[axis];
  auto chosen = checked_indices("gather", indices, size);
  Shape shape = x.shape();
  shape[axis] = static_cast<int>(indices.size());
  Tensor y = Tensor::uninitialized(shape, "gather");
  const AxisView view(shape, axis);
  const float* from = x.value().data();
  float* out = y.mutable_data();
  for (std::size_t i = 0; i < view.outer; ++i, from += static_cast<std::size_t>(size) * view.inner) {
    for (std::int32_t index : chosen) {
      out = std::copy_n(from + static_cast<std::size_t>(index) * view.inner, view.inner, out);
    }
  }
  return record("gather", std::move(y), inputs(x), [=, chosen = std::move(chosen)](Derivation& d) {
    d.add(0, scatter_add(d.gradient(), chosen, size, axis));
  });
}

// dx = the positions of dy that those of x went to
Variable scatter_add(const Variable& x, Indices indices, int size, int axis) {
  axis = checked_axis("scatter_add", x.shape(), axis);
  if (static_cast<std::size_t>(x.shape()[axis]) != indices.size()) {
    fail("scatter_add", "one index for each position of the axis expected", x.shape(), Shape{indices.size()});
  }
  auto targets = checked_indices("scatter_add", indices, size);
  Shape shape = x.shape();
  shape[axis] = size;
  Tensor y(shape, "scatter_add");
  const AxisView view(shape, axis);
  const float* in = x.value().data();
  float* to = y.mutable_data();
  for (std::size_t i = 0; i < view.outer; ++i, to += static_cast<std::size_t>(size) * view.inner) {
    for (std::int32_t target : targets) {
      float* sum = to + static_cast<std::size_t>(target) * view.inner;
      kernels::add({sum, view.inner}, {in, view.inner}, {sum, view.inner});
      in += view.inner;
    }
  }
  return record("scatter_add", std::move(y), inputs(x), [=, targets = std::move(targets)](Derivation& d) {
    d.add(0, gather(d.gradient(), targets, axis));
  });
}

Variable pick(const Variable& x, Indices indices) {
  const Shape& shape = x.shape();
  if (shape.rank() != 2 || static_cast<std::size_t>(shape[0]) != indices.size()) {
    fail("pick", "input (rows, columns) and indices (rows) do not fit", shape, Shape{indices.size()});
  }
  PoolVector<std::int32_t> flat = checked_indices("pick", indices, shape[1]);
  for (std::size_t i = 0; i < flat.size(); ++i) flat[i] += static_cast<std::int32_t>(i) * shape[1];
  return gather(reshape(x, {shape.size()}), flat);
}

}  // namespace madang
