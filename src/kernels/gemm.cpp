#include "kernels/gemm.h"

#include <algorithm>
#include <cstdint>

#include "kernels/check.h"
#include "kernels/gemm_pack.h"
#include "kernels/gemm_strided.h"
#include "kernels/gemm_tile.h"
#include "kernels/scratch.h"

/// The blocking follows Goto & van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): a
/// panel of b stays in the first-level cache while the rows of a packed block of a, held in the second level,
/// pass by. Small products, which the demos' models are made of, skip the packing.
namespace madang::kernels {
namespace {

constexpr int kTileRows = 6;
constexpr int kTileColumns = 2 * kLanes;
constexpr int kRowBlock = 16 * kTileRows;
constexpr int kDepthBlock = 256;
constexpr int kColumnBlock = 512;
/// Largest b, in floats, that is read where it lies: it shares the first-level cache with a and c.
constexpr int kSmallB = 8192;
/// From so few rows on, packing b would cost as much as the product itself.
constexpr int kFewRows = 4;

struct PackedA {};
struct PackedB {};

/// All rows of c in one panel of 4 Vectors columns. Strides as in TileA and TileB; they come one by one
/// because wasm passes a struct through memory.
template <int Vectors>
__attribute__((noinline)) void panel(int rows, int depth, const float* a, int row_stride, int depth_stride,
                                     const float* b, int b_stride, float* c, int c_stride, bool accumulate) {
  const TileB tile_b{b, b_stride};
  int i = 0;
  for (; i + kTileRows <= rows; i += kTileRows, a += kTileRows * row_stride, c += kTileRows * c_stride) {
    gemm_tile<kTileRows, Vectors>(depth, {a, row_stride, depth_stride}, tile_b, c, c_stride, accumulate);
  }
  const TileA tile_a{a, row_stride, depth_stride};
  switch (rows - i) {
    case 5:
      gemm_tile<5, Vectors>(depth, tile_a, tile_b, c, c_stride, accumulate);
      break;
    case 4:
      gemm_tile<4, Vectors>(depth, tile_a, tile_b, c, c_stride, accumulate);
      break;
    case 3:
      gemm_tile<3, Vectors>(depth, tile_a, tile_b, c, c_stride, accumulate);
      break;
    case 2:
      gemm_tile<2, Vectors>(depth, tile_a, tile_b, c, c_stride, accumulate);
      break;
    case 1:
      gemm_tile<1, Vectors>(depth, tile_a, tile_b, c, c_stride, accumulate);
      break;
    default:
      break;
  }
}

/// The inner loop of large products: a packed in groups of kTileRows rows, b in panels, strides constant.
__attribute__((noinline)) void packed_tile(int depth, const float* a, const float* b, float* c, int c_stride,
                                           bool accumulate) {
  gemm_tile<kTileRows, 2>(depth, {a, 1, kTileRows}, {b, kTileColumns}, c, c_stride, accumulate);
}

/// Runs `tile` on a full-sized stand-in for a part (rows × columns) of c that is smaller than a tile.
template <class Tile>
void through_buffer(float* c, int c_stride, int rows, int columns, int width, bool accumulate, Tile tile) {
  float whole[kTileRows * kTileColumns] = {};
  for (int i = 0; accumulate && i < rows; ++i) std::copy_n(c + i * c_stride, columns, whole + i * width);
  tile(whole);
  for (int i = 0; i < rows; ++i) std::copy_n(whole + i * width, columns, c + i * c_stride);
}

struct Operands {
  const float* a;
  int a_row_stride, a_depth_stride;
  const float* b;
  int b_stride;
  float* c;
  int c_stride;
};

void small_panel(const Gemm& shape, const Operands& at, const float* b, int b_stride, int width, float* c,
                 int c_stride) {
  const auto run = width == kTileColumns ? panel<2> : panel<1>;
  run(shape.rows, shape.depth, at.a, at.a_row_stride, at.a_depth_stride, b, b_stride, c, c_stride,
      shape.accumulate);
}

/// A panel at the right edge: whole tiles into a buffer, then the columns that exist.
void small_edge(const Gemm& shape, const Operands& at, const float* b, int columns, int width, float* c) {
  Gemm part = shape;
  Operands from = at;
  for (int i = 0; i < shape.rows; i += kTileRows) {
    part.rows = std::min(kTileRows, shape.rows - i);
    from.a = at.a + static_cast<std::ptrdiff_t>(i) * at.a_row_stride;
    through_buffer(c + static_cast<std::ptrdiff_t>(i) * at.c_stride, at.c_stride, part.rows, columns, width,
                   shape.accumulate,
                   [&](float* whole) { small_panel(part, from, b, width, width, whole, width); });
  }
}

/// No packing of a, and of b only what must be turned round or filled up.
void gemm_small(const Gemm& shape, const Operands& at) {
  for (int j = 0; j < shape.columns; j += kTileColumns) {
    const int columns = std::min(kTileColumns, shape.columns - j);
    const int width = columns <= kLanes ? kLanes : kTileColumns;
    float* c = at.c + j;
    if (!shape.transpose_b && columns == width) {
      small_panel(shape, at, at.b + j, at.b_stride, width, c, at.c_stride);
      continue;
    }
    const float* b = at.b + (shape.transpose_b ? static_cast<std::ptrdiff_t>(j) * at.b_stride : j);
    float* packed = scratch<PackedB>(static_cast<std::size_t>(shape.depth) * width);
    pack_b_panel(b, at.b_stride, shape.transpose_b, shape.depth, columns, width, packed);
    if (columns == width) {
      small_panel(shape, at, packed, width, width, c, at.c_stride);
    } else {
      small_edge(shape, at, packed, columns, width, c);
    }
  }
}

/// One packed block of a against one packed block of b.
void multiply_blocks(int rows, int columns, int depth, const float* a, const float* b, float* c, int c_stride,
                     bool accumulate) {
  for (int j = 0; j < columns; j += kTileColumns, b += kTileColumns * depth) {
    const float* a_group = a;
    for (int i = 0; i < rows; i += kTileRows, a_group += kTileRows * depth) {
      float* tile = c + static_cast<std::ptrdiff_t>(i) * c_stride + j;
      const int tile_rows = std::min(kTileRows, rows - i);
      const int tile_columns = std::min(kTileColumns, columns - j);
      if (tile_rows == kTileRows && tile_columns == kTileColumns) {
        packed_tile(depth, a_group, b, tile, c_stride, accumulate);
      } else {
        through_buffer(tile, c_stride, tile_rows, tile_columns, kTileColumns, accumulate, [&](float* whole) {
          packed_tile(depth, a_group, b, whole, kTileColumns, accumulate);
        });
      }
    }
  }
}

void pack_b(const Gemm& shape, const Operands& at, int first_k, int depth, int first_column, int columns,
            float* to) {
  for (int j = 0; j < columns; j += kTileColumns, to += kTileColumns * depth) {
    const std::ptrdiff_t k = first_k, column = first_column + j;
    const float* from = at.b + (shape.transpose_b ? column * at.b_stride + k : k * at.b_stride + column);
    pack_b_panel(from, at.b_stride, shape.transpose_b, depth, std::min(kTileColumns, columns - j),
                 kTileColumns, to);
  }
}

void gemm_blocked(const Gemm& shape, const Operands& at) {
  const int depth_block = std::min(kDepthBlock, shape.depth);
  const int column_block =
      std::min(kColumnBlock, (shape.columns + kTileColumns - 1) / kTileColumns * kTileColumns);
  float* packed_b = scratch<PackedB>(static_cast<std::size_t>(depth_block) * column_block);
  float* packed_a = scratch<PackedA>(static_cast<std::size_t>(depth_block) * kRowBlock);
  for (int j = 0; j < shape.columns; j += kColumnBlock) {
    const int columns = std::min(kColumnBlock, shape.columns - j);
    for (int k = 0; k < shape.depth; k += kDepthBlock) {
      const int depth = std::min(kDepthBlock, shape.depth - k);
      pack_b(shape, at, k, depth, j, columns, packed_b);
      for (int i = 0; i < shape.rows; i += kRowBlock) {
        const int rows = std::min(kRowBlock, shape.rows - i);
        const float* a = at.a + static_cast<std::ptrdiff_t>(i) * at.a_row_stride +
                         static_cast<std::ptrdiff_t>(k) * at.a_depth_stride;
        pack_a(a, at.a_row_stride, at.a_depth_stride, rows, depth, kTileRows, packed_a);
        multiply_blocks(rows, columns, depth, packed_a, packed_b,
                        at.c + static_cast<std::ptrdiff_t>(i) * at.c_stride + j, at.c_stride,
                        shape.accumulate || k > 0);
      }
    }
  }
}

float dot_row(const float* a, int a_step, const float* b, int depth) {
  float4 sum = splat(0.0f);
  int k = 0;
  if (a_step == 1) {
    for (; k + kLanes <= depth; k += kLanes) sum = fma(load(a + k), load(b + k), sum);
  }
  float result = horizontal_sum(sum);
  for (; k < depth; ++k) result += a[static_cast<std::ptrdiff_t>(k) * a_step] * b[k];
  return result;
}

/// Few rows and b stored row by row of c's columns: each element is a dot product, nothing is packed.
void gemm_dots(const Gemm& shape, const Operands& at) {
  for (int i = 0; i < shape.rows; ++i) {
    float* c = at.c + static_cast<std::ptrdiff_t>(i) * at.c_stride;
    for (int j = 0; j < shape.columns; ++j) {
      const float value = dot_row(at.a + static_cast<std::ptrdiff_t>(i) * at.a_row_stride, at.a_depth_stride,
                                  at.b + static_cast<std::ptrdiff_t>(j) * at.b_stride, shape.depth);
      c[j] = shape.accumulate ? c[j] + value : value;
    }
  }
}

}  // namespace

void gemm_strided(const Gemm& shape, const float* a, int a_stride, const float* b, int b_stride, float* c,
                  int c_stride) {
  const Operands at{
      a, shape.transpose_a ? 1 : a_stride, shape.transpose_a ? a_stride : 1, b, b_stride, c, c_stride};
  if (shape.depth == 0) {
    for (int i = 0; !shape.accumulate && i < shape.rows; ++i)
      std::fill_n(c + i * c_stride, shape.columns, 0.0f);
  } else if (shape.transpose_b && shape.rows < kFewRows) {
    gemm_dots(shape, at);
  } else if (shape.rows < kFewRows || static_cast<std::int64_t>(shape.columns) * shape.depth <= kSmallB) {
    gemm_small(shape, at);
  } else {
    gemm_blocked(shape, at);
  }
}

void gemm(const Gemm& shape, std::span<const float> a, std::span<const float> b, std::span<float> c) {
  check_gemm(shape, a.size(), b.size(), c.size());
  gemm_strided(shape, a.data(), shape.transpose_a ? shape.rows : shape.depth, b.data(),
               shape.transpose_b ? shape.depth : shape.columns, c.data(), shape.columns);
}

}  // namespace madang::kernels
