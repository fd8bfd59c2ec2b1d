#include "kernels/gemm_packed.h"

#include <algorithm>

#include "kernels/gemm_pack.h"
#include "kernels/gemm_paths.h"
#include "kernels/gemm_tile.h"

namespace madang::kernels {
namespace {

constexpr int kVectors = kTileColumns / kLanes;

/// The strides come one by one because wasm passes a struct through memory.
template <int Rows>
__attribute__((noinline)) void tile(int depth, const float* a, std::ptrdiff_t a_stride, const float* b,
                                    float* c, std::ptrdiff_t c_stride, bool accumulate) {
  gemm_tile<Rows, kVectors>(depth, {a, a_stride, 1}, {b, kTileColumns}, c, c_stride, accumulate);
}

using Tile = void (*)(int, const float*, std::ptrdiff_t, const float*, float*, std::ptrdiff_t, bool);
constexpr Tile kTiles[kTileRows] = {tile<1>, tile<2>, tile<3>, tile<4>, tile<5>, tile<6>};

/// Rows of tile number `index` of `count`: as even as can be, because a tile of one or two rows has too few
/// sums to keep the multipliers busy.
int first_row(int rows, int count, int index) { return rows * index / count; }

}  // namespace

std::size_t packed_size(int depth, int columns) {
  return static_cast<std::size_t>((columns + kTileColumns - 1) / kTileColumns) * kTileColumns *
         static_cast<std::size_t>(depth);
}

void pack_rows(const PackedRows& part, int depth, int columns, float* to) {
  const std::ptrdiff_t panel = static_cast<std::ptrdiff_t>(depth) * kTileColumns;
  to += static_cast<std::ptrdiff_t>(part.first) * kTileColumns;
  for (int j = 0; j < columns; j += kTileColumns, to += panel) {
    const float* from = part.b + (part.transposed ? static_cast<std::ptrdiff_t>(j) * part.stride : j);
    pack_b_panel(from, part.stride, part.transposed, part.rows, std::min(kTileColumns, columns - j),
                 kTileColumns, to);
  }
}

void gemm_packed(const PackedGemm& shape, const float* a, std::ptrdiff_t a_stride, const float* packed,
                 float* c, std::ptrdiff_t c_stride) {
  const int count = (shape.rows + kTileRows - 1) / kTileRows;
  for (int j = 0; j < shape.columns; j += kTileColumns, packed += shape.depth * kTileColumns) {
    const int columns = std::min(kTileColumns, shape.columns - j);
    for (int index = 0; index < count; ++index) {
      const int first = first_row(shape.rows, count, index);
      const int rows = first_row(shape.rows, count, index + 1) - first;
      const Tile run = kTiles[rows - 1];
      float* to = c + first * c_stride + j;
      if (columns == kTileColumns) {
        run(shape.depth, a + first * a_stride, a_stride, packed, to, c_stride, shape.accumulate);
        continue;
      }
      float whole[kTileRows * kTileColumns] = {};  // the right edge: a whole tile, then the part that exists
      if (shape.accumulate) copy_columns(to, c_stride, rows, columns, whole, kTileColumns);
      run(shape.depth, a + first * a_stride, a_stride, packed, whole, kTileColumns, shape.accumulate);
      copy_columns(whole, kTileColumns, rows, columns, to, c_stride);
    }
  }
}

}  // namespace madang::kernels
