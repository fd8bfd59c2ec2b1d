#include "kernels/attention.h"
#include "kernels/attention_check.h"
#include "kernels/attention_tile.h"
#include "kernels/scratch.h"

namespace madang::kernels {
namespace {

struct TurnedValues {};
struct Probabilities {};  // one tile's; not on the stack, which is small in wasm
struct ScoreDerivatives {};

/// One head's part of everything; k and v also turned round, block by block.
struct Head {
  const float *q, *k, *v;
  HeadMask mask;
  const float *out, *log_sum, *d_out;
  const float *turned_k, *turned_v;
  float *d_q, *d_k, *d_v;
};

float row_dot(const float* a, const float* b, int size) {
  float4 sum = splat(0.0f);
  int j = 0;
  for (; j + kLanes <= size; j += kLanes) sum = fma(load(a + j), load(b + j), sum);
  float result = horizontal_sum(sum);
  for (; j < size; ++j) result += a[j] * b[j];
  return result;
}

/// Scores → p = e^(score − log_sum) and d_p → scale p (d_p − mean) = derivative of q · k, in place; zeros
/// from `count` to `width`.
void differentiate_row(float* p, float* d_p, int count, int width, float log_sum, float mean, float scale) {
  int j = 0;
  if (log_sum != kHidden) {
    for (; j < count; j += kLanes) {
      const float4 probability = exp_negative(load(p + j) - splat(log_sum));
      store(p + j, probability);
      store(d_p + j, splat(scale) * probability * (load(d_p + j) - splat(mean)));
    }
  }
  for (j = std::min(j, count); j < width; ++j) p[j] = d_p[j] = 0;
}

/// The tile's share of all three derivatives: d_v += pᵀ d_out, d_q += d_s k, d_k += d_sᵀ q.
void backward_tile(const Attention& shape, const AttentionTile& tile, const Head& at) {
  float* p = scratch<Probabilities>(kQueryBlock * kKeyBlock);
  float* d_s = scratch<ScoreDerivatives>(kQueryBlock * kKeyBlock);
  const int depth = shape.depth, width = shape.value_depth;
  tile_product(tile, at.q, at.turned_k, depth, p);
  tile_product(tile, at.d_out, at.turned_v, width, d_s);
  const std::ptrdiff_t q_row = tile.first_query, k_row = tile.first_key;
  for (int i = 0; i < tile.queries; ++i) {
    const int count = tile.seen(shape, i);
    finish_scores(p + i * kKeyBlock, count, shape.scale, at.mask.row(tile, i));
    const float mean = row_dot(at.d_out + (q_row + i) * width, at.out + (q_row + i) * width, width);
    differentiate_row(p + i * kKeyBlock, d_s + i * kKeyBlock, count, tile.keys, at.log_sum[q_row + i], mean,
                      shape.scale);
  }
  gemm_strided({tile.keys, width, tile.queries, true, false, true}, p, kKeyBlock, at.d_out + q_row * width,
               width, at.d_v + k_row * width, width);
  gemm_strided({tile.queries, depth, tile.keys, false, false, true}, d_s, kKeyBlock, at.k + k_row * depth,
               depth, at.d_q + q_row * depth, depth);
  gemm_strided({tile.keys, depth, tile.queries, true, false, true}, d_s, kKeyBlock, at.q + q_row * depth,
               depth, at.d_k + k_row * depth, depth);
}

}  // namespace

void attention_backward(const Attention& shape, const AttentionSaved& saved, std::span<float> d_q,
                        std::span<float> d_k, std::span<float> d_v) {
  check_attention_backward(shape, saved, d_q, d_k, d_v);
  for (const std::span<float> each : {d_q, d_k, d_v}) std::fill(each.begin(), each.end(), 0.0f);
  const std::ptrdiff_t q_size = static_cast<std::ptrdiff_t>(shape.queries) * shape.depth,
                       k_size = static_cast<std::ptrdiff_t>(shape.keys) * shape.depth,
                       v_size = static_cast<std::ptrdiff_t>(shape.keys) * shape.value_depth,
                       out_size = static_cast<std::ptrdiff_t>(shape.queries) * shape.value_depth;
  float* turned_k = scratch<TurnedKeys>(static_cast<std::size_t>(k_size));
  float* turned_v = scratch<TurnedValues>(static_cast<std::size_t>(v_size));
  for (std::ptrdiff_t b = 0; b < shape.batch; ++b) {
    const Head at{saved.q.data() + b * q_size,
                  saved.k.data() + b * k_size,
                  saved.v.data() + b * v_size,
                  head_mask(shape, saved.mask, b),
                  saved.out.data() + b * out_size,
                  saved.log_sum.data() + b * shape.queries,
                  saved.d_out.data() + b * out_size,
                  turned_k,
                  turned_v,
                  d_q.data() + b * q_size,
                  d_k.data() + b * k_size,
                  d_v.data() + b * v_size};
    const Attention seen = without_padding(shape, b);
    transpose_blocks(at.k, seen.keys, shape.depth, turned_k);
    transpose_blocks(at.v, seen.keys, shape.value_depth, turned_v);
    for_each_query_block(seen, [&](int first, int queries) {
      for_each_tile(seen, first, queries, [&](const AttentionTile& tile) { backward_tile(seen, tile, at); });
    });
  }
}

}  // namespace madang::kernels
