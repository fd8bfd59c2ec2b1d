#include <algorithm>

#include "kernels/gemm_pack.h"
#include "kernels/gemm_paths.h"
#include "kernels/gemm_tile.h"
#include "kernels/scratch.h"

/// The blocking follows Goto & van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): a
/// panel of b stays in the first-level cache while the rows of a packed block of a, held in the second level,
/// pass by.
namespace madang::kernels {
namespace {

struct PackedA {};
struct PackedB {};

constexpr int kRowBlock = 16 * kTileRows;
constexpr int kDepthBlock = 256;
constexpr int kColumnBlock = 512;

/// The inner loop of large products: a packed in groups of kTileRows rows, b in panels, strides constant.
__attribute__((noinline)) void packed_tile(int depth, const float* a, const float* b, float* c,
                                           std::ptrdiff_t c_stride, bool accumulate) {
  gemm_tile<kTileRows, kTileColumns / kLanes>(depth, {a, 1, kTileRows}, {b, kTileColumns}, c, c_stride,
                                              accumulate);
}

/// A tile at the lower or right edge of c: whole into a buffer, then the part that exists.
void edge_tile(int depth, const float* a, const float* b, float* c, std::ptrdiff_t c_stride, int rows,
               int columns, bool accumulate) {
  float whole[kTileRows * kTileColumns] = {};
  if (accumulate) copy_columns(c, c_stride, rows, columns, whole, kTileColumns);
  packed_tile(depth, a, b, whole, kTileColumns, accumulate);
  copy_columns(whole, kTileColumns, rows, columns, c, c_stride);
}

/// One packed block of a against one packed block of b.
void multiply_blocks(int rows, int columns, int depth, const float* a, const float* b, float* c,
                     std::ptrdiff_t c_stride, bool accumulate) {
  for (int j = 0; j < columns; j += kTileColumns, b += kTileColumns * depth) {
    const float* a_group = a;
    for (int i = 0; i < rows; i += kTileRows, a_group += kTileRows * depth) {
      float* tile = c + i * c_stride + j;
      if (rows - i >= kTileRows && columns - j >= kTileColumns) {
        packed_tile(depth, a_group, b, tile, c_stride, accumulate);
      } else {
        edge_tile(depth, a_group, b, tile, c_stride, std::min(kTileRows, rows - i),
                  std::min(kTileColumns, columns - j), accumulate);
      }
    }
  }
}

void pack_b(const Gemm& shape, const Operands& at, std::ptrdiff_t first_k, int depth,
            std::ptrdiff_t first_column, int columns, float* to) {
  for (int j = 0; j < columns; j += kTileColumns, to += kTileColumns * depth) {
    const std::ptrdiff_t column = first_column + j;
    const float* from =
        at.b + (shape.transpose_b ? column * at.b_stride + first_k : first_k * at.b_stride + column);
    pack_b_panel(from, at.b_stride, shape.transpose_b, depth, std::min(kTileColumns, columns - j),
                 kTileColumns, to);
  }
}

}  // namespace

void gemm_blocked(const Gemm& shape, const Operands& at) {
  const int largest_depth = std::min(kDepthBlock, shape.depth);
  const int whole_columns = (shape.columns + kTileColumns - 1) / kTileColumns * kTileColumns;
  float* packed_b =
      scratch<PackedB>(static_cast<std::size_t>(largest_depth) * std::min(kColumnBlock, whole_columns));
  float* packed_a = scratch<PackedA>(static_cast<std::size_t>(largest_depth) * kRowBlock);
  for (int j = 0; j < shape.columns; j += kColumnBlock) {
    const int columns = std::min(kColumnBlock, shape.columns - j);
    for (int k = 0; k < shape.depth; k += kDepthBlock) {
      const int depth = std::min(kDepthBlock, shape.depth - k);
      pack_b(shape, at, k, depth, j, columns, packed_b);
      for (int i = 0; i < shape.rows; i += kRowBlock) {
        const int rows = std::min(kRowBlock, shape.rows - i);
        pack_a(at.a + i * at.a_row_stride + k * at.a_depth_stride, at.a_row_stride, at.a_depth_stride, rows,
               depth, kTileRows, packed_a);
        multiply_blocks(rows, columns, depth, packed_a, packed_b, at.c + i * at.c_stride + j, at.c_stride,
                        shape.accumulate || k > 0);
      }
    }
  }
}

}  // namespace madang::kernels
