#include "kernels/conv.h"

#include <algorithm>

#include "kernels/conv_check.h"
#include "kernels/conv_columns.h"
#include "kernels/conv_winograd.h"
#include "kernels/gemm_pack.h"
#include "kernels/gemm_strided.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

struct Padded {};
struct ColumnBlock {};
struct TurnedGradient {};

/// Where one group of one example lies in x, w and y, in floats.
struct GroupOffsets {
  GroupOffsets(const Conv& shape, std::ptrdiff_t n, std::ptrdiff_t g)
      : x((n * shape.groups + g) * shape.group_in() * shape.in.area()),
        w(g * shape.group_out() * shape.taps()),
        y((n * shape.groups + g) * shape.group_out() * shape.out().area()) {}
  std::ptrdiff_t x, w, y;
};

/// A block of columns: outputs first … first + count − 1, row k at data[k stride].
struct Block {
  int first, count;
  const float* data;
  int stride;
};

void zero(std::span<float> values) { std::ranges::fill(values, 0.0f); }

float* zeroed_planes(const Conv& shape) {
  const std::size_t size = PaddedPlanes(shape).size(shape) + kColumnSlack;
  float* planes = scratch<Padded>(size);
  std::fill_n(planes, size, 0.0f);
  return planes;
}

float* column_buffer(const Conv& shape) {
  return scratch<ColumnBlock>(static_cast<std::size_t>(shape.taps()) * column_block(shape) + kColumnSlack);
}

/// Calls f(block) for all columns of the planes x of one group; `padded` has its border.
template <class F>
void for_each_block(const Conv& shape, const float* x, float* padded, F f) {
  const int outputs = shape.out().area(), step = column_block(shape);
  if (is_pointwise(shape)) return f(Block{0, outputs, x, outputs});
  pad_planes(shape, x, padded);
  float* columns = column_buffer(shape);
  for (int first = 0; first < outputs; first += step) {
    const int count = std::min(step, outputs - first);
    gather_columns(shape, padded, first, count, columns);
    f(Block{first, count, columns, count});
  }
}

/// The bias of each output channel of a group, all over its plane.
void fill_bias(const Conv& shape, std::span<const float> bias, float* y) {
  const int area = shape.out().area();
  for (const float value : bias) y = std::fill_n(y, area, value);
}

/// dx of one group from dy of its outputs.
void scatter_group(const Conv& shape, const float* dy, const float* w, float* padded, float* dx) {
  const int outputs = shape.out().area(), step = column_block(shape);
  const auto product = [&](int first, int count, float* columns) {
    gemm_strided({.rows = shape.taps(), .columns = count, .depth = shape.group_out(), .transpose_a = true}, w,
                 shape.taps(), dy + first, outputs, columns, count);
  };
  if (is_pointwise(shape)) return product(0, outputs, dx);
  float* columns = column_buffer(shape);
  for (int first = 0; first < outputs; first += step) {
    const int count = std::min(step, outputs - first);
    product(first, count, columns);
    scatter_columns(shape, columns, first, count, padded);
  }
  crop_planes(shape, padded, dx);
}

}  // namespace

void conv(const Conv& shape, std::span<const float> x, std::span<const float> w, std::span<const float> bias,
          std::span<float> y) {
  check_conv("conv", shape, x.size(), w.size(), y.size());
  check_bias("conv", shape, bias.size());
  if (y.empty()) return;
  if (suits_winograd(shape)) {
    return winograd_conv(shape, x.data(), w.data(), bias.empty() ? nullptr : bias.data(), y.data());
  }
  float* padded = zeroed_planes(shape);
  const int outputs = shape.out().area();
  const auto channels = static_cast<std::size_t>(shape.group_out());
  for (int n = 0; n < shape.batch; ++n) {
    for (int g = 0; g < shape.groups; ++g) {
      const GroupOffsets at(shape, n, g);
      if (!bias.empty()) fill_bias(shape, bias.subspan(g * channels, channels), y.data() + at.y);
      for_each_block(shape, x.data() + at.x, padded, [&](const Block& block) {
        gemm_strided({.rows = shape.group_out(),
                      .columns = block.count,
                      .depth = shape.taps(),
                      .accumulate = !bias.empty()},
                     w.data() + at.w, shape.taps(), block.data, block.stride, y.data() + at.y + block.first,
                     outputs);
      });
    }
  }
}

void conv_input_gradient(const Conv& shape, std::span<const float> dy, std::span<const float> w,
                         std::span<float> dx) {
  check_conv("conv_input_gradient", shape, dx.size(), w.size(), dy.size());
  if (dx.empty()) return;
  if (dy.empty()) return zero(dx);
  if (suits_winograd(shape)) return winograd_input_gradient(shape, dy.data(), w.data(), dx.data());
  for (int n = 0; n < shape.batch; ++n) {
    for (int g = 0; g < shape.groups; ++g) {
      const GroupOffsets at(shape, n, g);
      scatter_group(shape, dy.data() + at.y, w.data() + at.w, zeroed_planes(shape), dx.data() + at.x);
    }
  }
}

// dwᵀ (taps, outputs) = columns dyᵀ, so that only dy, the smaller of both, is turned round
void conv_weight_gradient(const Conv& shape, std::span<const float> x, std::span<const float> dy,
                          std::span<float> dw) {
  check_conv("conv_weight_gradient", shape, x.size(), dw.size(), dy.size());
  if (dy.empty() || dw.empty()) return zero(dw);
  if (suits_winograd(shape)) return winograd_weight_gradient(shape, x.data(), dy.data(), dw.data());
  const int outputs = shape.out().area(), taps = shape.taps(), channels = shape.group_out();
  float* padded = zeroed_planes(shape);
  float* turned = scratch<TurnedGradient>(static_cast<std::size_t>(taps) * channels);
  for (int g = 0; g < shape.groups; ++g) {
    bool started = false;
    for (int n = 0; n < shape.batch; ++n) {
      const GroupOffsets at(shape, n, g);
      for_each_block(shape, x.data() + at.x, padded, [&](const Block& block) {
        gemm_strided({.rows = taps,
                      .columns = channels,
                      .depth = block.count,
                      .transpose_b = true,
                      .accumulate = started},
                     block.data, block.stride, dy.data() + at.y + block.first, outputs, turned, channels);
        started = true;
      });
    }
    transpose(turned, channels, taps, channels, dw.data() + GroupOffsets(shape, 0, g).w, taps);
  }
}

}  // namespace madang::kernels
