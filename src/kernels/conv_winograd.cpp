#include "kernels/conv_winograd.h"

#include <algorithm>

#include "kernels/copy_row.h"
#include "kernels/gemm_strided.h"
#include "kernels/scratch.h"
#include "kernels/winograd_tiles.h"

namespace madang::kernels {
namespace {

struct Planes {};
struct GradientPlanes {};
struct Kernels {};
struct Inputs {};
struct Outputs {};

constexpr int kFewChannels = 8;
constexpr int kFewTiles = 128;  // in the whole batch: fewer do not pay for transforming the kernels
constexpr int kBandTiles =
    128;  // worked on at once, so that all sixteen planes stay in the second-level cache

TileGrid grid_of(Size2 out) {
  return {(out.height + 1) / 2, (out.width + 2 * kLanes - 1) / (2 * kLanes) * kLanes};
}

int band_rows(const TileGrid& grid) { return std::clamp(kBandTiles / grid.columns, 1, grid.rows); }

/// Copies `channels` planes between zeros that are already there.
void lay_out(const float* x, int channels, Size2 size, Size2 padding, const TileGrid& grid, float* to) {
  for (int c = 0; c < channels; ++c, to += grid.plane_size()) {
    float* row = to + static_cast<std::ptrdiff_t>(padding.height) * grid.plane_width() + padding.width;
    for (int i = 0; i < size.height; ++i, x += size.width, row += grid.plane_width()) {
      copy_row(x, size.width, row);
    }
  }
}

template <class Tag>
float* zeroed(std::ptrdiff_t size) {
  float* values = scratch<Tag>(static_cast<std::size_t>(size));
  std::fill_n(values, size, 0.0f);
  return values;
}

/// Transformed numbers of a band of tile rows: number k of channel c and tile t at [(k channels + c) tiles +
/// t].
struct Band {
  int first, rows, tiles;
};

template <class F>
void for_each_band(const TileGrid& grid, F f) {
  for (int first = 0; first < grid.rows; first += band_rows(grid)) {
    const int rows = std::min(band_rows(grid), grid.rows - first);
    f(Band{first, rows, rows * grid.columns});
  }
}

/// Calls f(offset in a plane, tile in the band) for each four tiles.
template <class F>
MADANG_INLINE void for_each_four(const TileGrid& grid, const Band& band, F f) {
  for (int i = 0; i < band.rows; ++i) {
    const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(2) * (band.first + i) * grid.plane_width();
    for (int j = 0; j < grid.columns; j += kLanes) f(row + 2 * j, i * grid.columns + j);
  }
}

void transform_inputs(const TileGrid& grid, const Band& band, const float* planes, int channels, float* to) {
  const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(channels) * band.tiles;
  for (int c = 0; c < channels; ++c, planes += grid.plane_size(), to += band.tiles) {
    for_each_four(grid, band, [&](std::ptrdiff_t offset, int tile) {
      transform_input(planes + offset, grid.plane_width(), to + tile, stride);
    });
  }
}

void spread_outputs(const TileGrid& grid, const Band& band, const float* planes, int channels, float* to) {
  const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(channels) * band.tiles;
  for (int c = 0; c < channels; ++c, planes += grid.plane_size(), to += band.tiles) {
    for_each_four(grid, band, [&](std::ptrdiff_t offset, int tile) {
      spread_output(planes + offset, grid.plane_width(), to + tile, stride);
    });
  }
}

/// Up to eight numbers of one output row.
MADANG_INLINE void store_outputs(float4 low, float4 high, int count, float* to) {
  if (count >= 2 * kLanes) {
    store(to, low);
    store(to + kLanes, high);
    return;
  }
  float both[2 * kLanes];
  store(both, low);
  store(both + kLanes, high);
  for (int i = 0; i < count; ++i) to[i] = both[i];
}

void transform_outputs(const TileGrid& grid, const Band& band, const float* from, int channels, Size2 out,
                       const float* bias, float* y) {
  const std::ptrdiff_t stride = static_cast<std::ptrdiff_t>(channels) * band.tiles;
  for (int c = 0; c < channels; ++c, y += out.area()) {
    const float4 start = splat(bias ? bias[c] : 0.0f);
    for (int i = 0; i < band.rows; ++i) {
      float* row = y + static_cast<std::ptrdiff_t>(2) * (band.first + i) * out.width;
      const bool two_rows = 2 * (band.first + i) + 1 < out.height;
      for (int j = 0; j < grid.columns; j += kLanes, from += kLanes, row += 2 * kLanes) {
        const OutputRows rows = transform_output(from, stride);
        const int count = out.width - 2 * j;
        store_outputs(rows.low[0] + start, rows.high[0] + start, count, row);
        if (two_rows) store_outputs(rows.low[1] + start, rows.high[1] + start, count, row + out.width);
      }
    }
  }
}

/// The convolution with kernels already transformed: number k of group g from input i to output o at
/// u[((g 16 + k) outputs + o) inputs + i].
void convolve(const Conv& shape, const float* x, const float* u, const float* bias, float* y) {
  const int in = shape.group_in(), out = shape.group_out();
  const TileGrid grid = grid_of(shape.out());
  const std::ptrdiff_t band_tiles = static_cast<std::ptrdiff_t>(band_rows(grid)) * grid.columns;
  float* planes = zeroed<Planes>(in * grid.plane_size());
  float* inputs = scratch<Inputs>(kTileNumbers * in * band_tiles);
  float* outputs = scratch<Outputs>(kTileNumbers * out * band_tiles);
  for (int n = 0; n < shape.batch * shape.groups; ++n) {
    const std::ptrdiff_t g = n % shape.groups;
    lay_out(x, in, shape.in, shape.padding, grid, planes);
    for_each_band(grid, [&](const Band& band) {
      transform_inputs(grid, band, planes, in, inputs);
      for (std::ptrdiff_t k = 0; k < kTileNumbers; ++k) {
        gemm_strided({out, band.tiles, in}, u + (g * kTileNumbers + k) * out * in, in,
                     inputs + k * in * band.tiles, band.tiles, outputs + k * out * band.tiles, band.tiles);
      }
      transform_outputs(grid, band, outputs, out, shape.out(), bias ? bias + g * out : nullptr, y);
    });
    x += static_cast<std::ptrdiff_t>(in) * shape.in.area();
    y += static_cast<std::ptrdiff_t>(out) * shape.out().area();
  }
}

/// The convolution that the input gradient is: from y's channels to x's, kernels turned round.
Conv reversed(const Conv& shape) {
  Conv result = shape;
  result.in_channels = shape.out_channels;
  result.out_channels = shape.in_channels;
  result.in = shape.out();
  result.padding = {2 - shape.padding.height, 2 - shape.padding.width};
  return result;
}

/// dw (outputs, inputs, 3, 3) of one group += what the tiles' products sum up to.
void gather_kernels(const Conv& shape, const float* products, float* dw) {
  const std::ptrdiff_t pairs = static_cast<std::ptrdiff_t>(shape.group_in()) * shape.group_out();
  for (std::ptrdiff_t pair = 0; pair < pairs; ++pair) gather_kernel(products + pair, pairs, dw + 9 * pair);
}

}  // namespace

bool suits_winograd(const Conv& shape) {
  const Size2 out = shape.out();
  return shape.kernel == Size2(3) && shape.stride == Size2(1) && shape.dilation == Size2(1) &&
         std::max(shape.padding.height, shape.padding.width) <= 2 &&
         std::min(shape.group_in(), shape.group_out()) >= kFewChannels && out.height >= 2 &&
         out.width > kLanes + 2 &&  // else most of a vector of tiles is beyond the edge
         static_cast<std::ptrdiff_t>(shape.batch) * grid_of(out).tiles() >= kFewTiles;
}

void winograd_conv(const Conv& shape, const float* x, const float* w, const float* bias, float* y) {
  const std::ptrdiff_t pairs = static_cast<std::ptrdiff_t>(shape.group_in()) * shape.group_out();
  float* u = scratch<Kernels>(kTileNumbers * pairs * shape.groups);
  for (std::ptrdiff_t g = 0; g < shape.groups; ++g) {
    for (std::ptrdiff_t pair = 0; pair < pairs; ++pair) {
      transform_kernel(w + 9 * (g * pairs + pair), 1, u + g * kTileNumbers * pairs + pair, pairs);
    }
  }
  convolve(shape, x, u, bias, y);
}

void winograd_input_gradient(const Conv& shape, const float* dy, const float* w, float* dx) {
  const std::ptrdiff_t in = shape.group_in(), out = shape.group_out(), pairs = in * out;
  float* u = scratch<Kernels>(kTileNumbers * pairs * shape.groups);
  for (std::ptrdiff_t g = 0; g < shape.groups; ++g) {
    for (std::ptrdiff_t pair = 0; pair < pairs; ++pair) {
      const std::ptrdiff_t turned = pair % in * out + pair / in;
      transform_kernel(w + 9 * (g * pairs + pair) + 8, -1, u + g * kTileNumbers * pairs + turned, pairs);
    }
  }
  convolve(reversed(shape), dy, u, nullptr, dx);
}

void winograd_weight_gradient(const Conv& shape, const float* x, const float* dy, float* dw) {
  const std::ptrdiff_t in = shape.group_in(), out = shape.group_out();
  const TileGrid grid = grid_of(shape.out());
  const std::ptrdiff_t band_tiles = static_cast<std::ptrdiff_t>(band_rows(grid)) * grid.columns;
  float* planes = zeroed<Planes>(in * grid.plane_size());
  float* gradient_planes = zeroed<GradientPlanes>(out * grid.plane_size());
  float* inputs = scratch<Inputs>(kTileNumbers * in * band_tiles);
  float* outputs = scratch<Outputs>(kTileNumbers * out * band_tiles);
  for (std::ptrdiff_t g = 0; g < shape.groups; ++g) {
    float* products = zeroed<Kernels>(kTileNumbers * in * out);
    for (std::ptrdiff_t n = 0; n < shape.batch; ++n) {
      const std::ptrdiff_t at = n * shape.groups + g;
      lay_out(x + at * in * shape.in.area(), shape.group_in(), shape.in, shape.padding, grid, planes);
      lay_out(dy + at * out * shape.out().area(), shape.group_out(), shape.out(), 0, grid, gradient_planes);
      for_each_band(grid, [&](const Band& band) {
        transform_inputs(grid, band, planes, shape.group_in(), inputs);
        spread_outputs(grid, band, gradient_planes, shape.group_out(), outputs);
        for (std::ptrdiff_t k = 0; k < kTileNumbers; ++k) {
          gemm_strided({.rows = shape.group_out(),
                        .columns = shape.group_in(),
                        .depth = band.tiles,
                        .transpose_b = true,
                        .accumulate = true},
                       outputs + k * out * band.tiles, band.tiles, inputs + k * in * band.tiles, band.tiles,
                       products + k * in * out, shape.group_in());
        }
      });
    }
    gather_kernels(shape, products, dw + g * in * out * 9);
  }
}

}  // namespace madang::kernels
