#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "kernels/attention.h"
#include "kernels/attention_check.h"
#include "kernels/gemm.h"

namespace madang::kernels {
namespace {

/// One head's part of everything; of k and v what it sees.
struct Head {
  int keys;
  std::span<const float> q, k, v, mask;
};

Head head(const Attention& shape, std::size_t b, std::span<const float> q, std::span<const float> k,
          std::span<const float> v, std::span<const float> mask) {
  const std::size_t queries = shape.queries, keys = shape.keys, depth = shape.depth,
                    width = shape.value_depth;
  const bool own_mask = mask.size() != queries * keys;
  const int seen = visible_keys(shape, b);
  return {seen, q.subspan(b * queries * depth, queries * depth), k.subspan(b * keys * depth, seen * depth),
          v.subspan(b * keys * width, seen * width),
          mask.empty() ? mask : mask.subspan(own_mask ? b * queries * keys : 0, queries * keys)};
}

/// scale q kᵀ + mask, −∞ where the query may not see the key.
std::vector<float> scores(const Attention& shape, const Head& head) {
  const std::size_t queries = shape.queries, keys = head.keys, all_keys = shape.keys;
  std::vector<float> s(queries * keys);
  gemm_reference({shape.queries, head.keys, shape.depth, false, true}, head.q, head.k, s);
  for (std::size_t i = 0; i < queries; ++i) {
    for (std::size_t j = 0; j < keys; ++j) {
      float& score = s[i * keys + j];
      score *= shape.scale;
      if (!head.mask.empty()) score += head.mask[i * all_keys + j];
      if (shape.causal && j > i) score = -std::numeric_limits<float>::infinity();
    }
  }
  return s;
}

float log_sum_of(std::span<const float> row) {
  float largest = -std::numeric_limits<float>::infinity();
  for (const float score : row) {
    if (score > largest || std::isnan(score)) largest = score;
  }
  if (largest == -std::numeric_limits<float>::infinity()) return largest;  // sees no key
  float sum = 0;
  for (const float score : row) sum += std::exp(score - largest);
  return largest + std::log(sum);
}

/// Scores become probabilities, row by row; a query that sees no key gets zeros.
void normalise(std::span<float> row, float log_sum) {
  const bool sees_none = log_sum == -std::numeric_limits<float>::infinity();
  for (float& score : row) score = sees_none ? 0.0f : std::exp(score - log_sum);
}

}  // namespace

void attention_reference(const Attention& shape, std::span<const float> q, std::span<const float> k,
                         std::span<const float> v, std::span<const float> mask, std::span<float> out,
                         std::span<float> log_sum) {
  check_attention(shape, q, k, v, mask, out, log_sum);
  const std::size_t queries = shape.queries, out_size = queries * shape.value_depth;
  for (std::size_t b = 0; b < static_cast<std::size_t>(shape.batch); ++b) {
    const Head at = head(shape, b, q, k, v, mask);
    const std::size_t keys = at.keys;
    std::vector<float> p = scores(shape, at);
    for (std::size_t i = 0; i < queries; ++i) {
      const auto row = std::span(p).subspan(i * keys, keys);
      const float row_log_sum = log_sum_of(row);
      normalise(row, row_log_sum);
      if (!log_sum.empty()) log_sum[b * queries + i] = row_log_sum;
    }
    gemm_reference({shape.queries, shape.value_depth, at.keys}, p, at.v, out.subspan(b * out_size, out_size));
  }
}

void attention_backward_reference(const Attention& shape, const AttentionSaved& saved, std::span<float> d_q,
                                  std::span<float> d_k, std::span<float> d_v) {
  check_attention_backward(shape, saved, d_q, d_k, d_v);
  const std::size_t queries = shape.queries, all_keys = shape.keys, depth = shape.depth,
                    width = shape.value_depth;
  for (const std::span<float> of_keys : {d_k, d_v}) std::ranges::fill(of_keys, 0.0f);  // padding has none
  for (std::size_t b = 0; b < static_cast<std::size_t>(shape.batch); ++b) {
    const Head at = head(shape, b, saved.q, saved.k, saved.v, saved.mask);
    const std::size_t keys = at.keys;
    const auto d_out = saved.d_out.subspan(b * queries * width, queries * width);
    std::vector<float> p = scores(shape, at), d_p(queries * keys);
    gemm_reference({shape.queries, at.keys, shape.value_depth, false, true}, d_out, at.v, d_p);
    for (std::size_t i = 0; i < queries; ++i) {
      normalise(std::span(p).subspan(i * keys, keys), saved.log_sum[b * queries + i]);
      float mean = 0;  // Σⱼ pⱼ dpⱼ = dout · out
      for (std::size_t j = i * keys; j < (i + 1) * keys; ++j) mean += p[j] * d_p[j];
      for (std::size_t j = i * keys; j < (i + 1) * keys; ++j) d_p[j] = shape.scale * p[j] * (d_p[j] - mean);
    }
    gemm_reference({at.keys, shape.value_depth, shape.queries, true}, p, d_out,
                   d_v.subspan(b * all_keys * width, keys * width));
    gemm_reference({shape.queries, shape.depth, at.keys}, d_p, at.k,
                   d_q.subspan(b * queries * depth, queries * depth));
    gemm_reference({at.keys, shape.depth, shape.queries, true}, d_p, at.q,
                   d_k.subspan(b * all_keys * depth, keys * depth));
  }
}

}  // namespace madang::kernels
