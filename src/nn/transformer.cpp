#include "nn/transformer.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_dropout.h"

namespace madang {
namespace {

Variable dropped(const Variable& x, float rate, Random* training) {
  return training && rate > 0.0f ? dropout(x, rate, *training) : x;
}

/// x + part(norm(x)), or norm(x + part(x)).
template <class Part>
Variable with_way_around(const TransformerOptions& options, const LayerNorm& norm, const Variable& x,
                         Random* training, Part part) {
  if (options.norm == NormPlacement::before) return x + dropped(part(norm(x)), options.dropout, training);
  return norm(x + dropped(part(x), options.dropout, training));
}

/// What both kinds of block end with.
template <class Block>
Variable feed_forward(const Block& block, const LayerNorm& norm, const Variable& x, Random* training) {
  const TransformerOptions& options = block.options;
  return with_way_around(options, norm, x, training, [&](const Variable& y) {
    const Variable inner = activate(options.activation, block.linear1(y));
    return block.linear2(dropped(inner, options.dropout, training));
  });
}

}  // namespace

TransformerEncoderBlock::TransformerEncoderBlock(const TransformerOptions& block_options, Random& random)
    : options(block_options),
      self_attn(options.model_size, options.heads, random, options.linear),
      linear1(options.model_size, options.feed_forward_size, random, options.linear),
      linear2(options.feed_forward_size, options.model_size, random, options.linear),
      norm1(options.model_size),
      norm2(options.model_size) {}

Variable TransformerEncoderBlock::operator()(const Variable& x, const AttentionOptions& attention,
                                             Random* training) const {
  const Variable attended = with_way_around(options, norm1, x, training,
                                            [&](const Variable& y) { return self_attn(y, y, attention); });
  return feed_forward(*this, norm2, attended, training);
}

Variable TransformerEncoderBlock::extend(const Variable& x, KeyValues& past) const {
  const Variable attended = with_way_around(options, norm1, x, nullptr,
                                            [&](const Variable& y) { return self_attn.extend(y, past); });
  return feed_forward(*this, norm2, attended, nullptr);
}

std::vector<NamedParameter> TransformerEncoderBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "self_attn", self_attn);
  append_named(named, "linear1", linear1);
  append_named(named, "linear2", linear2);
  append_named(named, "norm1", norm1);
  append_named(named, "norm2", norm2);
  return named;
}

TransformerDecoderBlock::TransformerDecoderBlock(const TransformerOptions& block_options, Random& random)
    : options(block_options),
      self_attn(options.model_size, options.heads, random, options.linear),
      multihead_attn(options.model_size, options.heads, random, options.linear),
      linear1(options.model_size, options.feed_forward_size, random, options.linear),
      linear2(options.feed_forward_size, options.model_size, random, options.linear),
      norm1(options.model_size),
      norm2(options.model_size),
      norm3(options.model_size) {}

Variable TransformerDecoderBlock::operator()(const Variable& x, const Variable& memory,
                                             const DecoderMasks& masks, Random* training) const {
  const Variable own = with_way_around(options, norm1, x, training, [&](const Variable& y) {
    return self_attn(y, y, {.causal = true, .mask = masks.self});
  });
  const Variable informed = with_way_around(options, norm2, own, training, [&](const Variable& y) {
    return multihead_attn(y, memory, {.mask = masks.memory});
  });
  return feed_forward(*this, norm3, informed, training);
}

Variable TransformerDecoderBlock::extend(const Variable& x, Past& past) const {
  const Variable own = with_way_around(options, norm1, x, nullptr,
                                       [&](const Variable& y) { return self_attn.extend(y, past.self); });
  const Variable informed = with_way_around(
      options, norm2, own, nullptr, [&](const Variable& y) { return multihead_attn.attend(y, past.memory); });
  return feed_forward(*this, norm3, informed, nullptr);
}

std::vector<NamedParameter> TransformerDecoderBlock::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "self_attn", self_attn);
  append_named(named, "multihead_attn", multihead_attn);
  append_named(named, "linear1", linear1);
  append_named(named, "linear2", linear2);
  append_named(named, "norm1", norm1);
  append_named(named, "norm2", norm2);
  append_named(named, "norm3", norm3);
  return named;
}

}  // namespace madang
