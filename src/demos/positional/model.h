#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demos/positional/settings.h"
#include "nn/embedding.h"
#include "nn/linear.h"
#include "nn/multi_head_attention.h"
#include "nn/norm.h"

namespace madang::demos::positional {

struct Blueprint {
  Scheme scheme = Scheme::none;
  int symbols = 16;
  int answers = 16;
  int length = 12;  // of the sequences it learns from
  int size = 32;    // of a symbol's vector; a multiple of 2 · heads
};

/// Of T5's bias: each distance up to 3 has a bucket of its own; the last holds what is as far as the trained
/// length reaches, and all beyond.
constexpr int bias_buckets = 16;
/// The bucket of each distance −(length − 1) … length − 1.
std::vector<std::int32_t> buckets_of(int length, int trained_length);

/// ALiBi's slopes, one for each pair of heads: the steeper half of those that the paper gives for so many
/// heads, since the others hardly change within a short sequence.
std::vector<float> side_slopes();

/// What tells a model where its symbols stand: the only part in which the compared models differ.
///   sinusoidal, learned  x = E[symbol] + P[place]
///   t5                   score = q·k / √d + b[bucket(distance)]  (Raffel et al. 2020, section 2.1; T5 itself
///                        does not divide, its first W_Q being smaller by √d instead)
///   transformer_xl       score = ((q + u)·k + (q + v)·W_R R[distance]) / √d  (Dai et al. 2019, section 3.3)
///   rope                 score = (R_i q)·(R_j k) / √d  (Su et al. 2021, section 3.2)
///   alibi                score = q·k / √d − m |distance|  (Press et al. 2022, section 3)
/// d is the size of a head, distance = key's place − query's place (Dai et al. count the other way).
class PositionScheme {
 public:
  PositionScheme(const Blueprint& blueprint, Random& random);

  /// P, added to the embedding of places 0 … length − 1: (length, size). Nothing for other schemes.
  Variable encoding(int length) const;
  // q, k: (count, heads, length, head size) → (count, heads, length, length)
  Variable scores(const Variable& q, const Variable& k) const;
  /// What is added to the scores whatever the symbols are: (heads, length, length). Nothing for other
  /// schemes. Of Transformer-XL: v·W_R R / √d.
  Variable bias(int length) const;

  Scheme scheme() const { return scheme_; }
  int head_size() const { return size_ / heads; }
  /// Of those below, what the scheme has.
  std::vector<NamedParameter> named_parameters() const;

 private:
  float scale() const;  // 1 / √d
  Variable distance_keys(int length) const;

  Scheme scheme_;
  int size_;
  int trained_length_;
  Variable places_;              // learned: (reach · trained length, size)
  Variable bias_;                // t5: (buckets, heads)
  Variable content_, distance_;  // transformer_xl: u and v, (heads, 1, head size)
  Variable distance_weight_;     // transformer_xl: W_R, (size, size)
};

/// One block of a Transformer without causal mask (a mask would tell the order too: Haviv et al. 2022), norm
/// first (Xiong et al. 2020), between an embedding and a layer of answers. Models of one seed begin with the
/// same weights, whatever their scheme.
class Model {
 public:
  Model(const Blueprint& blueprint, Random random);

  struct Pass {
    Variable logits;   // (asked, answers)
    Variable weights;  // (count, heads, length, length): what each place attends to
  };
  // symbols: (count, length)   asked: indices of those symbols at which an answer is wanted
  Pass forward(std::span<const std::int32_t> symbols, int length, std::span<const std::int32_t> asked) const;

  const PositionScheme& scheme() const { return scheme_; }
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  /// As the state_dict of the same model in PyTorch, see pytorch.cpp.
  std::vector<NamedParameter> named_parameters() const;

 private:
  Embedding embedding_;
  MultiHeadAttention attention_;
  Linear linear1_, linear2_, answer_;
  LayerNorm norm1_, norm2_, norm3_;
  PositionScheme scheme_;
};

}  // namespace madang::demos::positional
