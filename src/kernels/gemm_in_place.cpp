#include <algorithm>

#include "kernels/gemm_pack.h"
#include "kernels/gemm_paths.h"
#include "kernels/gemm_tile.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

struct PackedPanel {};

constexpr int kEdgeRows = 16 * kTileRows;  // rows that go through the buffer of the right edge at once
/// Rows of b that lie so far apart share few sets of the cache. Packing pays from so many rows of a on.
constexpr std::ptrdiff_t kFarApart = 64;
constexpr int kManyRows = 32;

/// All rows of c in one panel of 4 Vectors columns. Strides as in TileA and TileB; they come one by one
/// because wasm passes a struct through memory.
template <int Vectors>
__attribute__((noinline)) void panel(int rows, int depth, const float* a, std::ptrdiff_t row_stride,
                                     std::ptrdiff_t depth_stride, const float* b, std::ptrdiff_t b_stride,
                                     float* c, std::ptrdiff_t c_stride, bool accumulate) {
  const TileB tile_b{b, b_stride};
  int i = 0;
  // Seven or eight rows go as four and the rest: one or two alone would leave too few sums to fill the
  // pipeline.
  for (; i + kTileRows <= rows && rows - i != 7 && rows - i != 8;
       i += kTileRows, a += kTileRows * row_stride, c += kTileRows * c_stride) {
    gemm_tile<kTileRows, Vectors>(depth, {a, row_stride, depth_stride}, tile_b, c, c_stride, accumulate);
  }
  if (rows - i > kTileRows) {
    gemm_tile<4, Vectors>(depth, {a, row_stride, depth_stride}, tile_b, c, c_stride, accumulate);
    i += 4, a += 4 * row_stride, c += 4 * c_stride;
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

struct Panel {
  const float* b;
  std::ptrdiff_t b_stride;
  int width;  // a whole number of vectors
};

void run_panel(const Gemm& shape, const Operands& at, int first_row, int rows, const Panel& b, float* c,
               std::ptrdiff_t c_stride) {
  const auto run = b.width == kTileColumns ? panel<kTileColumns / kLanes> : panel<1>;
  run(rows, shape.depth, at.a + first_row * at.a_row_stride, at.a_row_stride, at.a_depth_stride, b.b,
      b.b_stride, c, c_stride, shape.accumulate);
}

/// The right edge: whole vectors into a buffer, then the columns that exist.
void run_edge(const Gemm& shape, const Operands& at, const Panel& b, int columns, float* c) {
  float whole[kEdgeRows * kTileColumns];
  for (int i = 0; i < shape.rows; i += kEdgeRows) {
    const int rows = std::min(kEdgeRows, shape.rows - i);
    float* rows_of_c = c + i * at.c_stride;
    if (shape.accumulate) copy_columns(rows_of_c, at.c_stride, rows, columns, whole, b.width);
    run_panel(shape, at, i, rows, b, whole, b.width);
    copy_columns(whole, b.width, rows, columns, rows_of_c, at.c_stride);
  }
}

}  // namespace

void gemm_in_place(const Gemm& shape, const Operands& at) {
  for (int j = 0; j < shape.columns; j += kTileColumns) {
    const int columns = std::min(kTileColumns, shape.columns - j);
    Panel b{at.b + j, at.b_stride, columns <= kLanes ? kLanes : kTileColumns};
    const bool scattered = at.b_stride >= kFarApart && shape.rows >= kManyRows;
    if (shape.transpose_b || columns != b.width || scattered) {
      float* packed = scratch<PackedPanel>(static_cast<std::size_t>(shape.depth) * b.width);
      pack_b_panel(shape.transpose_b ? at.b + j * at.b_stride : at.b + j, at.b_stride, shape.transpose_b,
                   shape.depth, columns, b.width, packed);
      b.b = packed;
      b.b_stride = b.width;
    }
    if (columns == b.width) {
      run_panel(shape, at, 0, shape.rows, b, at.c + j, at.c_stride);
    } else {
      run_edge(shape, at, b, columns, at.c + j);
    }
  }
}

}  // namespace madang::kernels
