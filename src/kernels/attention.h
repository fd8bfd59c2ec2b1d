#pragma once

#include <span>

namespace madang::kernels {

/// Scaled dot-product attention (Vaswani et al. 2017, section 3.2.1), for each of `batch` (examples × heads):
///   out = softmax(scale q kᵀ + mask) v
/// q: (batch, queries, depth)   k: (batch, keys, depth)   v: (batch, keys, value_depth)
/// out: (batch, queries, value_depth)   all contiguous.
struct Attention {
  int batch = 1;
  int queries = 0;
  int keys = 0;
  int depth = 0;
  int value_depth = 0;
  float scale = 1;      // 1 / √depth in the paper
  bool causal = false;  // query i sees keys 0 … i
  /// Padding: empty, or per example how many of its keys are seen, from the first on. batch is a multiple of
  /// its size: so many heads each. The others are not even read.
  std::span<const int> key_lengths = {};
};

/// Of the batch's entry: its example's key length, or all keys.
inline int visible_keys(const Attention& shape, std::size_t entry) {
  if (shape.key_lengths.empty()) return shape.keys;
  const std::size_t heads = static_cast<std::size_t>(shape.batch) / shape.key_lengths.size();
  return shape.key_lengths[entry / heads];
}

/// mask: empty, (queries, keys) for the whole batch, or (batch, queries, keys); −∞ hides a key.
/// log_sum: empty, or (batch, queries): receives log Σⱼ e^scoreⱼ, which the backward pass starts from.
/// A hidden key has weight 0 exactly; its v counts 0 times: keep it finite. A query that sees no key gives a
/// row of zeros and log_sum −∞, and passes no gradient (softmax of nothing would be NaN). The reference holds
/// all scores of one head; the vector version walks over tiles and keeps a running maximum and sum per query
/// (Milakov & Gimelshein 2018; Dao et al. 2022, algorithm 1): memory O(queries).
void attention(const Attention& shape, std::span<const float> q, std::span<const float> k,
               std::span<const float> v, std::span<const float> mask, std::span<float> out,
               std::span<float> log_sum = {});
void attention_reference(const Attention& shape, std::span<const float> q, std::span<const float> k,
                         std::span<const float> v, std::span<const float> mask, std::span<float> out,
                         std::span<float> log_sum = {});

/// What the forward pass read and left, and the derivative of its output.
struct AttentionSaved {
  std::span<const float> q, k, v, mask, out, log_sum, d_out;
};

/// Overwrites d_q, d_k, d_v (shaped like q, k, v). Probabilities are computed again from log_sum (Dao et al.
/// 2022, algorithm 4), never stored as a whole.
void attention_backward(const Attention& shape, const AttentionSaved& saved, std::span<float> d_q,
                        std::span<float> d_k, std::span<float> d_v);
void attention_backward_reference(const Attention& shape, const AttentionSaved& saved, std::span<float> d_q,
                                  std::span<float> d_k, std::span<float> d_v);

}  // namespace madang::kernels
