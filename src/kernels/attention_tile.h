#pragma once

#include <algorithm>

#include "kernels/attention.h"
#include "kernels/gemm_pack.h"
#include "kernels/gemm_strided.h"
#include "kernels/simd_math.h"

/// What the forward and backward pass of tiled attention share.
namespace madang::kernels {

struct TurnedKeys {};  ///< scratch: a head's keys, transposed block by block

inline constexpr int kQueryBlock = 48;  // whole tiles of gemm's six rows
inline constexpr int kKeyBlock = 64;
inline constexpr float kHidden = -std::numeric_limits<float>::infinity();

/// One block of queries against one block of keys.
struct AttentionTile {
  int first_query, queries;
  int first_key, keys;

  /// How many of the tile's keys query `i` of the tile sees before the mask speaks.
  int seen(const Attention& shape, int i) const {
    return shape.causal ? std::clamp(first_query + i + 1 - first_key, 0, keys) : keys;
  }
};

/// Calls f(first, count) for each block of queries. Causal attention skips what lies right of a block's last
/// query, so where it is short, half a block wastes less.
template <class F>
void for_each_query_block(const Attention& shape, F f) {
  const int block = shape.causal && shape.queries <= 4 * kKeyBlock ? kQueryBlock / 2 : kQueryBlock;
  for (int i = 0; i < shape.queries; i += block) f(i, std::min(block, shape.queries - i));
}

/// Calls f(tile) for each tile of a block of queries that holds a visible key.
template <class F>
void for_each_tile(const Attention& shape, int first_query, int queries, F f) {
  const int keys_end = shape.causal ? std::min(shape.keys, first_query + queries) : shape.keys;
  for (int j = 0; j < keys_end; j += kKeyBlock) {
    f(AttentionTile{first_query, queries, j, std::min(kKeyBlock, shape.keys - j)});
  }
}

/// x (rows, depth) turned round block by block: each kKeyBlock rows become (depth, rows of the block).
inline void transpose_blocks(const float* x, int rows, int depth, float* to) {
  for (int j = 0; j < rows; j += kKeyBlock) {
    const int count = std::min(kKeyBlock, rows - j);
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(j) * depth;
    transpose(x + at, depth, count, depth, to + at, count);
  }
}

/// scores (tile.queries × kKeyBlock) of a tile from q's rows and k turned round; scale and mask come later.
inline void tile_product(const AttentionTile& tile, const float* rows, const float* turned, int depth,
                         float* to) {
  gemm_strided({tile.queries, tile.keys, depth}, rows + static_cast<std::ptrdiff_t>(tile.first_query) * depth,
               depth, turned + static_cast<std::ptrdiff_t>(tile.first_key) * depth, tile.keys, to, kKeyBlock);
}

/// row = scale row + mask over `count` keys, −∞ from there to the next whole vector. Returns the largest of
/// each lane.
MADANG_INLINE float4 finish_scores(float* row, int count, float scale, const float* mask) {
  float4 largest = splat(kHidden);
  int j = 0;
  for (; j + kLanes <= count; j += kLanes) {
    float4 score = splat(scale) * load(row + j);
    if (mask) score += load(mask + j);
    store(row + j, score);
    largest = maximum(largest, score);
  }
  if (j == count) return largest;
  for (int k = j; k < count; ++k) row[k] = mask ? scale * row[k] + mask[k] : scale * row[k];
  for (int k = count; k % kLanes != 0; ++k) row[k] = kHidden;
  return maximum(largest, load(row + j));
}

/// The part of the mask that belongs to one head, or nothing.
struct HeadMask {
  const float* values;
  std::ptrdiff_t stride;  // all keys, seen or not

  const float* row(const AttentionTile& tile, int i) const {
    return values ? values + (tile.first_query + i) * stride + tile.first_key : nullptr;
  }
};
inline HeadMask head_mask(const Attention& shape, std::span<const float> mask, std::ptrdiff_t head) {
  if (mask.empty()) return {nullptr, 0};
  const std::ptrdiff_t size = static_cast<std::ptrdiff_t>(shape.queries) * shape.keys;
  return {mask.data() + (static_cast<std::ptrdiff_t>(mask.size()) == size ? 0 : head * size), shape.keys};
}

/// With the keys that this head sees only: their scores are those of a shorter problem to the last bit.
inline Attention without_padding(const Attention& shape, std::ptrdiff_t head) {
  Attention seen = shape;
  seen.keys = visible_keys(shape, static_cast<std::size_t>(head));
  return seen;
}

}  // namespace madang::kernels
