#include "autograd/ops_pool.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/planes.h"
#include "autograd/record.h"
#include "kernels/pool.h"
#include "kernels/pool_window.h"

namespace madang {
namespace {

using kernels::Divisor;
using kernels::Pool;

/// At most a quarter of what an int holds, so that sums of a few do not overflow.
bool is_length(std::int64_t size, int least) {
  return size >= least && size <= std::numeric_limits<int>::max() / 4;
}

bool is_extent(Size2 size, int least) {
  return is_length(size.height, least) && is_length(size.width, least);
}

/// Whether every window sees a number: with a dilation it may step over all.
bool all_see(const Pool& sizes) {
  const Size2 out = sizes.out();
  for (int i = 0; i < std::max(out.height, out.width); ++i) {
    const auto window = kernels::window_at(sizes, std::min(i, out.height - 1), std::min(i, out.width - 1));
    if (window.top >= window.bottom || window.left >= window.right) return false;
  }
  return true;
}

bool has_windows(const Pool& sizes) {
  if (!is_extent(sizes.in, 1) || !is_extent(sizes.kernel, 1) || !is_extent(sizes.stride, 1)) return false;
  if (!kernels::is_half(sizes.padding, sizes.kernel) || !kernels::is_half(sizes.after(), sizes.kernel))
    return false;
  const auto spread = [](int dilation, int kernel) { return std::int64_t{dilation} * (kernel - 1); };
  if (!is_extent(sizes.dilation, 1) || !is_length(spread(sizes.dilation.height, sizes.kernel.height), 0) ||
      !is_length(spread(sizes.dilation.width, sizes.kernel.width), 0)) {
    return false;
  }
  const Size2 out = sizes.out();
  return std::min(out.height, out.width) >= 1 && (sizes.dilation == Size2(1) || all_see(sizes));
}

/// Of one plane; `shape` is what the message says.
Pool plane_sizes(const char* operation, const Shape& shape, Size2 kernel, const PoolOptions& options) {
  const Size2 in(shape.at(-2), shape.at(-1));
  const Size2 stride = options.stride.value_or(kernel);
  const Pool sizes{
      1, in, kernel, stride, options.padding, options.padding_after, options.dilation, options.ceil_mode};
  if (has_windows(sizes)) return sizes;
  throw Error(std::string(operation) + ": no window " + to_string(kernel) + " with stride " +
              to_string(stride) + ", padding " + to_string(options.padding) + " and " +
              to_string(sizes.after()) + ", dilation " + to_string(options.dilation) + " over " +
              shape.to_string());
}

Pool pool_sizes(const char* operation, const Shape& shape, Size2 kernel, const PoolOptions& options) {
  if (shape.rank() != 4) fail(operation, "(batch, channels, height, width) expected", shape);
  Pool sizes = plane_sizes(operation, shape, kernel, options);
  sizes.planes = shape[0] * shape[1];
  return sizes;
}

/// The place of each maximum, shared by an operation and its derivatives.
using Index = std::shared_ptr<const PoolVector<std::int32_t>>;

std::shared_ptr<PoolVector<std::int32_t>> new_index(std::size_t size) {
  using Places = PoolVector<std::int32_t>;
  return std::allocate_shared<Places>(PoolAllocator<Places>(), size);
}

int planes_of(const Shape& shape) { return shape[0] * shape[1]; }

Variable scatter_places(const Variable& y, const Index& index, const Shape& shape);

// y[i] = x[index[i]];  dx[index[i]] += dy[i]
Variable gather_places(const Variable& x, const Index& index, const Shape& shape) {
  Tensor y = Tensor::uninitialized(shape);
  kernels::gather_in_planes(planes_of(shape), x.value().values(), *index, y.mutable_values());
  return record("pool_gather", std::move(y), inputs(x), [index](Derivation& d) {
    d.add(0, scatter_places(d.gradient(), index, d.input(0).shape()));
  });
}

// The reverse.
Variable scatter_places(const Variable& y, const Index& index, const Shape& shape) {
  Tensor x = Tensor::uninitialized(shape);
  kernels::scatter_in_planes(planes_of(shape), y.value().values(), *index, x.mutable_values());
  return record("pool_scatter", std::move(x), inputs(y),
                [index](Derivation& d) { d.add(0, gather_places(d.gradient(), index, d.input(0).shape())); });
}

Variable max_pool(const char* operation, const Variable& x, Size2 kernel, const PoolOptions& options) {
  const Pool sizes = pool_sizes(operation, x.shape(), kernel, options);
  Tensor y = Tensor::uninitialized(with_extent(x.shape(), sizes.out()), operation);
  const auto index = new_index(y.size());
  kernels::max_pool(sizes, x.value().values(), y.mutable_values(), *index);
  return record(operation, std::move(y), inputs(x), [index = Index(index)](Derivation& d) {
    d.add(0, scatter_places(d.gradient(), index, d.input(0).shape()));
  });
}

Variable average_pool(const char* operation, const Pool& sizes, Divisor divisor, const Variable& x);

/// dx = dy spread over the windows;  d(dy) = the mean of its gradient
Variable spread(const Pool& sizes, Divisor divisor, const Variable& dy) {
  Tensor dx = Tensor::uninitialized(with_extent(dy.shape(), sizes.in));
  kernels::average_pool_backward(sizes, divisor, dy.value().values(), dx.mutable_values());
  return record("average_pool_spread", std::move(dx), inputs(dy),
                [=](Derivation& d) { d.add(0, average_pool("average_pool", sizes, divisor, d.gradient())); });
}

Variable average_pool(const char* operation, const Pool& sizes, Divisor divisor, const Variable& x) {
  Tensor y = Tensor::uninitialized(with_extent(x.shape(), sizes.out()), operation);
  kernels::average_pool(sizes, divisor, x.value().values(), y.mutable_values());
  return record(operation, std::move(y), inputs(x),
                [=](Derivation& d) { d.add(0, spread(sizes, divisor, d.gradient())); });
}

Variable average_pool(const char* operation, const Variable& x, Size2 kernel, const PoolOptions& options) {
  const Pool sizes = pool_sizes(operation, x.shape(), kernel, options);
  return average_pool(operation, sizes, options.count_include_pad ? Divisor::kernel : Divisor::seen, x);
}

Variable as_planes(const char* operation, const Variable& x) {
  const Shape& shape = x.shape();
  if (shape.rank() != 3) fail(operation, "(batch, channels, length) expected", shape);
  return as_planes(x);
}

PoolOptions flat(const Pool1dOptions& options) {
  PoolOptions result{.padding = {0, options.padding},
                     .count_include_pad = options.count_include_pad,
                     .dilation = {1, options.dilation},
                     .ceil_mode = options.ceil_mode};
  if (options.stride) result.stride = Size2(1, *options.stride);
  if (options.padding_after) result.padding_after = Size2(0, *options.padding_after);
  return result;
}

Axes positions(const char* operation, const Shape& shape) {
  if (shape.rank() < 3) fail(operation, "(batch, channels, …) expected", shape);
  Axes axes;
  for (int i = 2; i < shape.rank(); ++i) {
    if (shape[i] < 1) fail(operation, "no elements", shape);
    axes.push_back(i);
  }
  return axes;
}

}  // namespace

Size2 pooled_size(const char* operation, Size2 in, Size2 kernel, const PoolOptions& options) {
  return plane_sizes(operation, {in.height, in.width}, kernel, options).out();
}

Variable max_pool2d(const Variable& x, Size2 kernel, const PoolOptions& options) {
  return max_pool("max_pool2d", x, kernel, options);
}

Variable average_pool2d(const Variable& x, Size2 kernel, const PoolOptions& options) {
  return average_pool("average_pool2d", x, kernel, options);
}

Variable mixed_pool2d(const Variable& x, const Variable& alpha, Size2 kernel, const PoolOptions& options) {
  const Variable largest = max_pool("mixed_pool2d", x, kernel, options);
  const Variable mean = average_pool("mixed_pool2d", x, kernel, options);
  if (alpha.value().size() != 1 && alpha.shape() != Shape{x.shape()[1], 1, 1}) {
    fail("mixed_pool2d", "one alpha, or (channels, 1, 1), expected", alpha.shape(), x.shape());
  }
  return mean + reshape(alpha, alpha.value().size() == 1 ? Shape() : alpha.shape()) * (largest - mean);
}

Variable max_pool1d(const Variable& x, int kernel, const Pool1dOptions& options) {
  return as_lines(max_pool("max_pool1d", as_planes("max_pool1d", x), {1, kernel}, flat(options)));
}

Variable average_pool1d(const Variable& x, int kernel, const Pool1dOptions& options) {
  return as_lines(average_pool("average_pool1d", as_planes("average_pool1d", x), {1, kernel}, flat(options)));
}

Variable global_average_pool(const Variable& x) {
  const Axes axes = positions("global_average_pool", x.shape());
  std::size_t count = 1;
  for (const int axis : axes) count *= static_cast<std::size_t>(x.shape()[axis]);
  return sum(x, axes) * (1.0f / static_cast<float>(count));
}

Variable global_max_pool(const Variable& x) {
  const Axes axes = positions("global_max_pool", x.shape());
  if (x.value().size() == 0) return sum(x, axes);  // an empty batch
  return max(x, axes);
}

}  // namespace madang
