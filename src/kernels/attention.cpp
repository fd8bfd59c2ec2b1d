#include "kernels/attention.h"

#include "kernels/attention_check.h"
#include "kernels/attention_tile.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

struct Scores {};  // one tile's; not on the stack, which is small in wasm

/// Largest score so far and Σ e^(score − largest), for each query of the block at hand.
struct Running {
  float largest[kQueryBlock];
  float sum[kQueryBlock];
};

void multiply_row(float* row, int size, float factor) {
  int j = 0;
  for (; j + kLanes <= size; j += kLanes) store(row + j, splat(factor) * load(row + j));
  for (; j < size; ++j) row[j] *= factor;
}

/// Scores of one query become e^(score − largest), zeros from `count` to `width`; the output summed so far
/// and the running sum are brought to the new largest score.
void absorb_row(float* row, int count, int width, float tile_max, float* out, int out_size, float& largest,
                float& sum) {
  const float before = largest;
  largest = tile_max > before || tile_max != tile_max ? tile_max : before;
  int j = 0;
  if (largest != kHidden) {
    float4 total = splat(0.0f);
    for (; j < count; j += kLanes) {
      const float4 p = exp_negative(load(row + j) - splat(largest));
      store(row + j, p);
      total += p;
    }
    if (before == kHidden) {  // the first that is seen
      sum = horizontal_sum(total);
    } else {
      const float factor = before == largest ? 1.0f : exp_negative(splat(before - largest))[0];
      sum = sum * factor + horizontal_sum(total);
      if (factor != 1.0f) multiply_row(out, out_size, factor);
    }
  }
  std::fill(row + j, row + std::max(j, width), 0.0f);
}

void attend_tile(const Attention& shape, const AttentionTile& tile, const float* q, const float* turned_k,
                 const float* v, const HeadMask& mask, Running& running, float* out) {
  float* scores = scratch<Scores>(kQueryBlock * kKeyBlock);
  tile_product(tile, q, turned_k, shape.depth, scores);
  float* out_rows = out + static_cast<std::ptrdiff_t>(tile.first_query) * shape.value_depth;
  for (int i = 0; i < tile.queries; ++i) {
    float* row = scores + i * kKeyBlock;
    const int count = tile.seen(shape, i);
    const float4 largest = finish_scores(row, count, shape.scale, mask.row(tile, i));
    absorb_row(row, count, tile.keys, horizontal_max(largest), out_rows + i * shape.value_depth,
               shape.value_depth, running.largest[i], running.sum[i]);
  }
  gemm_strided({tile.queries, shape.value_depth, tile.keys, false, false, tile.first_key > 0}, scores,
               kKeyBlock, v + static_cast<std::ptrdiff_t>(tile.first_key) * shape.value_depth,
               shape.value_depth, out_rows, shape.value_depth);
}

void finish_rows(const Attention& shape, int first, int count, const Running& running, float* out,
                 float* log_sum) {
  for (int i = 0; i < count; ++i) {
    const bool sees_none = running.largest[i] == kHidden;
    float* row = out + static_cast<std::ptrdiff_t>(first + i) * shape.value_depth;
    if (!sees_none) multiply_row(row, shape.value_depth, 1 / running.sum[i]);
    if (log_sum) log_sum[first + i] = sees_none ? kHidden : running.largest[i] + std::log(running.sum[i]);
  }
}

void attend_head(const Attention& shape, const float* q, const float* k, const float* v, const HeadMask& mask,
                 float* out, float* log_sum) {
  if (shape.keys == 0) std::fill_n(out, static_cast<std::ptrdiff_t>(shape.queries) * shape.value_depth, 0.0f);
  float* turned_k = scratch<TurnedKeys>(static_cast<std::size_t>(shape.keys) * shape.depth);
  transpose_blocks(k, shape.keys, shape.depth, turned_k);
  Running running;
  for_each_query_block(shape, [&](int first, int queries) {
    std::fill_n(running.largest, queries, kHidden);
    std::fill_n(running.sum, queries, 0.0f);
    for_each_tile(shape, first, queries, [&](const AttentionTile& tile) {
      attend_tile(shape, tile, q, turned_k, v, mask, running, out);
    });
    finish_rows(shape, first, queries, running, out, log_sum);
  });
}

}  // namespace

void attention(const Attention& shape, std::span<const float> q, std::span<const float> k,
               std::span<const float> v, std::span<const float> mask, std::span<float> out,
               std::span<float> log_sum) {
  check_attention(shape, q, k, v, mask, out, log_sum);
  const std::ptrdiff_t queries = shape.queries, keys = shape.keys;
  for (std::ptrdiff_t b = 0; b < shape.batch; ++b) {
    attend_head(without_padding(shape, b), q.data() + b * queries * shape.depth,
                k.data() + b * keys * shape.depth, v.data() + b * keys * shape.value_depth,
                head_mask(shape, mask, b), out.data() + b * queries * shape.value_depth,
                log_sum.empty() ? nullptr : log_sum.data() + b * queries);
  }
}

}  // namespace madang::kernels
