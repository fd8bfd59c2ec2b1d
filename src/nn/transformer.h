#pragma once

#include "autograd/ops_activation.h"
#include "nn/multi_head_attention.h"
#include "nn/norm.h"

/// The blocks of a Transformer (Vaswani et al. 2017, section 3.1), named as in PyTorch's
/// TransformerEncoderLayer and TransformerDecoderLayer, but with q, k and v projected by three layers.
namespace madang {

/// Where a part's layer norm stands: before it, so that the way through stays free of norms (Xiong et al.
/// 2020), or after the addition, as in the paper of 2017.
enum class NormPlacement { before, after };

struct TransformerOptions {
  int model_size = 64;
  int heads = 4;
  int feed_forward_size = 256;
  Activation activation = Activation::gelu;
  NormPlacement norm = NormPlacement::before;
  float dropout = 0.0f;            // of what a part adds, and between the dense layers, while training
  float attention_dropout = 0.0f;  // of the attention weights; PyTorch's layers give it the same rate
  float drop_path = 0.0f;          // of all that a part adds to an example: stochastic depth
  LinearOptions linear = {};
};

/// A part of a block with its way around, all (batch, length, model). For the gradients of these:
/// backward(loss, {.keep_intermediate = true}); their sizes: gradient_norm of optim/optimizer.h.
struct WayAround {
  Variable in;
  Variable norm_in, norm_out;  // before: norm_in is `in`; after: norm_out is `out`
  Variable added;              // what the part adds, dropout included
  Variable out;
};

/// All that a block computes on the way, for looking at.
struct TransformerTrace {
  MultiHeadAttention::Result self_attn;
  MultiHeadAttention::Result multihead_attn;  // of a decoder block: attention to the memory
  std::vector<WayAround> ways;                // self-attention, in a decoder block the memory, dense layers
  Variable hidden;                            // (batch, length, feed forward): behind the activation
  Variable output;                            // (batch, length, model)
};

/// Self-attention, then two dense layers at each position, both with a way around. With {.causal = true} it
/// is the block of a GPT.
struct TransformerEncoderBlock {
  TransformerEncoderBlock(const TransformerOptions& options, Random& random);

  // x: (batch, length, model) → the same shape
  // training: what dropout draws from; without it, nothing is dropped.
  Variable operator()(const Variable& x, const AttentionOptions& attention = {},
                      Random* training = nullptr) const;
  /// The same, with scores and weights stored: as exact, slower.
  TransformerTrace inspect(const Variable& x, const AttentionOptions& attention = {},
                           Random* training = nullptr) const;
  /// The positions that follow those in `past`, causally: as in MultiHeadAttention::extend.
  Variable extend(const Variable& x, KeyValues& past) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  /// Of a sequence, (model, 1, length).
  Cost cost(const Volume& in) const { return cost_through(in, norm1, self_attn, norm2, linear1, linear2); }
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  TransformerOptions options;
  MultiHeadAttention self_attn;
  Linear linear1, linear2;
  LayerNorm norm1, norm2;
};

/// Which positions a decoder block may see.
struct DecoderMasks {
  bool causal = true;  // of its own positions; false where they are a set: the queries of DETR
  Tensor self{};       // as AttentionOptions::mask
  Tensor memory{};
  std::vector<int> self_lengths{};  // as AttentionOptions::key_lengths
  std::vector<int> memory_lengths{};
};

/// Causal self-attention (see DecoderMasks), attention to a memory, two dense layers.
struct TransformerDecoderBlock {
  /// What is kept while a text is written.
  struct Past {
    KeyValues self;
    KeyValues memory;  // made by `remember`
    AttentionOptions seen_of_memory{};
  };

  TransformerDecoderBlock(const TransformerOptions& options, Random& random);

  // x: (batch, length, model)  memory: (batch, memory length, model)  →  (batch, length, model)
  Variable operator()(const Variable& x, const Variable& memory, const DecoderMasks& masks = {},
                      Random* training = nullptr) const;
  /// The same, with scores and weights stored.
  TransformerTrace inspect(const Variable& x, const Variable& memory, const DecoderMasks& masks = {},
                           Random* training = nullptr) const;
  /// seen: the memory's padding or mask, (batch, 1, 1, memory length), the same for each position.
  Past remember(const Variable& memory, AttentionOptions seen = {}) const {
    return {{}, multihead_attn.keys_and_values(memory), std::move(seen)};
  }
  /// The positions that follow those in `past`.
  Variable extend(const Variable& x, Past& past) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;

  /// Of a sequence, (model, 1, length), with so many positions of memory.
  Cost cost(const Volume& in, int memory) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  TransformerOptions options;
  MultiHeadAttention self_attn, multihead_attn;
  Linear linear1, linear2;
  LayerNorm norm1, norm2, norm3;
};

}  // namespace madang
