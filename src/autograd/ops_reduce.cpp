#include "autograd/ops_reduce.h"

#include <cmath>
#include <limits>

#include "autograd/broadcast.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"
#include "autograd/tensor_map.h"
#include "kernels/elementwise.h"
#include "kernels/reduce.h"

namespace madang {
namespace {

Axes all_axes(const Shape& shape) {
  Axes axes;
  for (int i = 0; i < shape.rank(); ++i) axes.push_back(i);
  return axes;
}

/// x's shape with the axes set to 1.
Shape kept_shape(const char* operation, const Shape& shape, const Axes& axes) {
  Shape kept = shape;
  bool seen[Shape::max_rank] = {};
  for (int axis : axes) {
    const int index = axis < 0 ? axis + shape.rank() : axis;
    if (index < 0 || index >= shape.rank() || seen[index]) {
      throw Error(std::string(operation) + ": axis " + std::to_string(axis) + " is not one of " +
                  shape.to_string() + ", or named twice");
    }
    seen[index] = true;
    kept[index] = 1;
  }
  return kept;
}

/// kept_shape without the axes.
Shape dropped_shape(const Shape& shape, const Axes& axes) {
  bool dropped[Shape::max_rank] = {};
  for (int axis : axes) dropped[axis < 0 ? axis + shape.rank() : axis] = true;
  Shape result;
  for (int i = 0; i < shape.rank(); ++i) {
    if (!dropped[i]) result.push_back(shape[i]);
  }
  return result;
}

Variable finish(Variable kept, const Shape& shape, const Axes& axes, Reduce mode) {
  return mode.keep_dims ? kept : reshape(kept, dropped_shape(shape, axes));
}

Tensor sum_values(const Tensor& x, const Shape& kept) {
  if (kept.size() == 1) return Tensor::full(kept, kernels::sum(x.values()));
  Tensor y(kept);
  if (x.size() == 0) return y;
  const BroadcastWalk walk(x.shape(), kept, x.shape());
  const auto columns = static_cast<std::size_t>(walk.sizes[walk.rank - 1]);
  const bool along_rows = walk.b_strides[walk.rank - 1] == 0;
  float* out = y.mutable_data();
  if (walk.rank == 2 && walk.b_strides[0] == 0) {
    kernels::sum_rows(walk.sizes[0], walk.sizes[1], x.values(), y.mutable_values());
    return y;
  }
  walk.for_each_run([&](std::size_t in, std::size_t to) {
    const std::span<const float> run = x.values().subspan(in, columns);
    if (along_rows) {
      out[to] += kernels::sum(run);
    } else {
      kernels::axpy(1.0f, run, {out + to, columns});
    }
  });
  return y;
}

/// Numbers are asked for, and x has none.
void check_elements(const char* operation, const Shape& x, const Shape& kept) {
  if (x.size() == 0 && kept.size() != 0) fail(operation, "no elements", x);
}

struct Larger {
  static constexpr float start = -std::numeric_limits<float>::infinity();
  float operator()(float a, float b) const { return a >= b || std::isnan(a) ? a : b; }
};
struct Smaller {
  static constexpr float start = std::numeric_limits<float>::infinity();
  float operator()(float a, float b) const { return a <= b || std::isnan(a) ? a : b; }
};

/// The start where there is no element.
template <class Better>
Tensor extreme_values(const Tensor& x, const Shape& kept, Better better) {
  Tensor y = Tensor::full(kept, Better::start);
  if (x.size() == 0) return y;
  const BroadcastWalk walk(x.shape(), kept, x.shape());
  const auto columns = static_cast<std::size_t>(walk.sizes[walk.rank - 1]);
  const std::size_t step = walk.b_strides[walk.rank - 1];
  float* out = y.mutable_data();
  walk.for_each_run([&](std::size_t in, std::size_t to) {
    const float* run = x.data() + in;
    for (std::size_t i = 0; i < columns; ++i) {
      float& best = out[to + i * step];
      best = better(best, run[i]);
    }
  });
  return y;
}

/// 1 at the first place of each y in its part of x, else 0.
Tensor first_places(const Tensor& x, const Tensor& y) {
  Tensor mask = Tensor(x.shape());
  if (x.size() == 0) return mask;
  Tensor taken = Tensor(y.shape());
  const BroadcastWalk walk(x.shape(), y.shape(), x.shape());
  const auto columns = static_cast<std::size_t>(walk.sizes[walk.rank - 1]);
  const std::size_t step = walk.b_strides[walk.rank - 1];
  float* out = mask.mutable_data();
  float* done = taken.mutable_data();
  walk.for_each_run([&](std::size_t in, std::size_t to) {
    for (std::size_t i = 0; i < columns; ++i) {
      const std::size_t target = to + i * step;
      const float value = x.data()[in + i], wanted = y.data()[target];
      const bool found = value == wanted || (std::isnan(value) && std::isnan(wanted));
      if (done[target] == 0.0f && found) out[in + i] = done[target] = 1.0f;
    }
  });
  return mask;
}

// y = the best of x;  dx = dy at its first place, 0 elsewhere
template <class Better>
Variable extreme(const char* operation, const Variable& x, const Axes& axes, Reduce mode, Better better) {
  const Shape kept = kept_shape(operation, x.shape(), axes);
  check_elements(operation, x.shape(), kept);
  Variable y = record(operation, extreme_values(x.value(), kept, better), inputs(x), [](Derivation& d) {
    d.add(0, d.gradient() * constant(first_places(d.input(0).value(), d.output().value())));
  });
  return finish(std::move(y), x.shape(), axes, mode);
}

Variable mean_of(const char* operation, const Variable& x, const Axes& axes, Reduce mode) {
  check_elements(operation, x.shape(), kept_shape(operation, x.shape(), axes));
  Variable total = sum(x, axes, mode);
  if (x.value().size() == 0) return total;
  return total * (static_cast<float>(total.value().size()) / static_cast<float>(x.value().size()));
}

}  // namespace

Variable sum(const Variable& x) { return sum(x, all_axes(x.shape())); }

// y = Σ x;  dx = dy, repeated
Variable sum(const Variable& x, const Axes& axes, Reduce mode) {
  const Shape kept = kept_shape("sum", x.shape(), axes);
  const Shape shape = mode.keep_dims ? kept : dropped_shape(x.shape(), axes);
  Tensor y = sum_values(x.value(), kept).reshaped(shape);
  return record("sum", std::move(y), inputs(x), [kept](Derivation& d) {
    d.add(0, broadcast_to(reshape(d.gradient(), kept), d.input(0).shape()));
  });
}

Variable mean(const Variable& x) { return mean(x, all_axes(x.shape())); }

Variable mean(const Variable& x, const Axes& axes, Reduce mode) { return mean_of("mean", x, axes, mode); }

Variable max(const Variable& x) { return max(x, all_axes(x.shape())); }
Variable max(const Variable& x, const Axes& axes, Reduce mode) {
  return extreme("max", x, axes, mode, Larger());
}

Variable min(const Variable& x) { return min(x, all_axes(x.shape())); }
Variable min(const Variable& x, const Axes& axes, Reduce mode) {
  return extreme("min", x, axes, mode, Smaller());
}

Variable variance(const Variable& x) { return variance(x, all_axes(x.shape())); }

Variable variance(const Variable& x, const Axes& axes, Reduce mode) {
  const Variable centre = mean_of("variance", x, axes, {.keep_dims = true});
  return mean_of("variance", square(x - centre), axes, mode);
}

// y = log Σ eˣ, computed as m + log Σ eˣ⁻ᵐ with m = max x;  dx = dy eˣ⁻ʸ
Variable logsumexp(const Variable& x, const Axes& axes, Reduce mode) {
  const Shape kept = kept_shape("logsumexp", x.shape(), axes);
  Tensor largest = extreme_values(x.value(), kept, Larger());
  // A maximum of ±∞ must not be subtracted from itself.
  for (float& value : largest.mutable_values()) value = std::isinf(value) ? 0.0f : value;
  const Tensor shifted = zip("logsumexp", x.value(), largest, [](float v, float m) { return v - m; });
  const Tensor total = run_kernel(kernels::log, sum_values(run_kernel(kernels::exp, shifted), kept));
  Variable y = record("logsumexp", run_kernel(kernels::add, total, largest), inputs(x),
                      [](Derivation& d) { d.add(0, d.gradient() * exp(d.input(0) - d.output())); });
  return finish(std::move(y), x.shape(), axes, mode);
}

// y = Σ x over what was repeated;  dx = dy, repeated
Variable sum_to(const Variable& x, const Shape& shape) {
  if (x.shape() == shape) return x;
  Axes axes;
  const int missing = x.shape().rank() - shape.rank();
  if (missing < 0) fail("sum_to", "not a repeat", x.shape(), shape);
  for (int i = 0; i < x.shape().rank(); ++i) {
    const bool kept = i >= missing && shape[i - missing] == x.shape()[i];
    if (kept) continue;
    if (i >= missing && shape[i - missing] != 1) fail("sum_to", "not a repeat", x.shape(), shape);
    axes.push_back(i);
  }
  return reshape(sum(x, axes, {.keep_dims = true}), shape);
}

}  // namespace madang
