#include "autograd/ops_segment.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "autograd/record.h"

namespace madang {
namespace {

using Segments = std::span<const std::int32_t>;

void check(const char* operation, const Shape& x, Segments segments, int count) {
  if (x.rank() == 0 || static_cast<std::size_t>(x[0]) != segments.size()) {
    fail(operation, "one segment for each row expected", x, Shape{segments.size()});
  }
  for (std::int32_t segment : segments) {
    if (segment < 0 || segment >= count) {
      throw Error(std::string(operation) + ": segment " + std::to_string(segment) + " of " +
                  std::to_string(count) + " for " + x.to_string());
    }
  }
}

std::size_t width_of(const Shape& x) {
  std::size_t width = 1;
  for (int i = 1; i < x.rank(); ++i) width *= static_cast<std::size_t>(x[i]);
  return width;
}

Shape segmented(Shape shape, int count) {
  shape[0] = count;
  return shape;
}

/// f(position in x, position in the result) for each number of x.
template <class F>
void each(const Shape& x, Segments segments, F f) {
  const std::size_t width = width_of(x);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::size_t from = i * width, to = static_cast<std::size_t>(segments[i]) * width;
    for (std::size_t j = 0; j < width; ++j) f(from + j, to + j);
  }
}

/// The largest number of each segment and column; −∞ where there is none.
Tensor largest(const char* operation, const Tensor& x, Segments segments, int count) {
  Tensor y = Tensor::full(segmented(x.shape(), count), -std::numeric_limits<float>::infinity(), operation);
  float* out = y.mutable_data();
  each(x.shape(), segments, [&](std::size_t from, std::size_t to) {
    const float v = x.data()[from];
    if (!(v <= out[to]) && !std::isnan(out[to])) out[to] = v;
  });
  return y;
}

/// 1 at the first place of each segment's maximum, else 0.
Tensor first_largest(const Tensor& x, const Tensor& y, Segments segments) {
  Tensor mask(x.shape()), taken(y.shape());
  float *out = mask.mutable_data(), *done = taken.mutable_data();
  each(x.shape(), segments, [&](std::size_t from, std::size_t to) {
    const float value = x.data()[from], wanted = y.data()[to];
    const bool found = value == wanted || (std::isnan(value) && std::isnan(wanted));
    if (done[to] == 0.0f && found) out[from] = done[to] = 1.0f;
  });
  return mask;
}

/// Zeros where a segment has no row.
void fill_empty(Tensor& y, Segments segments) {
  PoolVector<bool> met(static_cast<std::size_t>(y.shape()[0]));
  for (std::int32_t segment : segments) met[static_cast<std::size_t>(segment)] = true;
  const std::size_t width = width_of(y.shape());
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (!met[i]) std::fill_n(y.mutable_data() + i * width, width, 0.0f);
  }
}

Tensor softmax_values(const Tensor& x, Segments segments, int count) {
  const Tensor shift = largest("segment_softmax", x, segments, count);
  Tensor y = Tensor::uninitialized(x.shape()), total(shift.shape());
  float *out = y.mutable_data(), *sums = total.mutable_data();
  each(x.shape(), segments, [&](std::size_t from, std::size_t to) {
    out[from] = std::exp(x.data()[from] - shift.data()[to]);
    sums[to] += out[from];
  });
  each(x.shape(), segments, [&](std::size_t from, std::size_t to) { out[from] /= sums[to]; });
  return y;
}

PoolVector<std::int32_t> kept(Segments segments) { return {segments.begin(), segments.end()}; }

}  // namespace

Variable segment_sum(const Variable& x, Segments segments, int count) {
  check("segment_sum", x.shape(), segments, count);
  return scatter_add(x, segments, count);
}

Variable segment_mean(const Variable& x, Segments segments, int count) {
  check("segment_mean", x.shape(), segments, count);
  Shape shape{count};
  for (int i = 1; i < x.shape().rank(); ++i) shape.push_back(1);
  Tensor share(shape, "segment_mean");
  for (std::int32_t segment : segments) share.mutable_data()[segment] += 1.0f;
  for (float& value : share.mutable_values()) value = value == 0.0f ? 0.0f : 1.0f / value;
  return scatter_add(x, segments, count) * constant(std::move(share));
}

// y = max x;  dx = dy at the first maximum, 0 elsewhere
Variable segment_max(const Variable& x, Segments segments, int count) {
  check("segment_max", x.shape(), segments, count);
  Tensor y = largest("segment_max", x.value(), segments, count);
  Tensor mask = first_largest(x.value(), y, segments);
  fill_empty(y, segments);
  return record("segment_max", std::move(y), inputs(x),
                [segments = kept(segments), mask = std::move(mask)](Derivation& d) {
                  d.add(0, gather(d.gradient(), segments) * constant(mask));
                });
}

// y = softmax in each segment;  dx = y (dy − Σ dy y, over the segment)
Variable segment_softmax(const Variable& x, Segments segments, int count) {
  check("segment_softmax", x.shape(), segments, count);
  return record("segment_softmax", softmax_values(x.value(), segments, count), inputs(x),
                [segments = kept(segments), count](Derivation& d) {
                  const Variable y = d.output(), product = d.gradient() * y;
                  d.add(0, product - y * gather(scatter_add(product, segments, count), segments));
                });
}

}  // namespace madang
