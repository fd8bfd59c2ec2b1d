#include "nn/transformer.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_dropout.h"
#include "core/python.h"
#include "nn/activation.h"

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

std::string constructor(const char* name, const TransformerOptions& options) {
  return PythonCall(name)
      .with(options.model_size)
      .with(options.heads)
      .with(options.feed_forward_size)
      .with(pytorch_activation(options.activation))
      .with("norm_first", options.norm == NormPlacement::before, true)
      .with("dropout", options.dropout, 0.0f)
      .with("bias", options.linear.bias, true)
      .text();
}

constexpr const char* block_class = R"py(class TransformerBlock(nn.Module):
    def __init__(self, size, heads, feed_forward, activation, norm_first=True, dropout=0, bias=True):
        super().__init__()
        self.activation, self.norm_first, self.dropout = activation, norm_first, nn.Dropout(dropout)
        self.self_attn = MultiHeadAttention(size, heads, bias)
        self.linear1, self.linear2 = nn.Linear(size, feed_forward, bias), nn.Linear(feed_forward, size, bias)
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)

    def around(self, norm, x, part):
        return x + self.dropout(part(norm(x))) if self.norm_first else norm(x + self.dropout(part(x)))

    def feed_forward(self, x):
        return self.linear2(self.dropout(self.activation(self.linear1(x))))
)py";

constexpr const char* encoder_class = R"py(class TransformerEncoderBlock(TransformerBlock):
    def forward(self, x, mask=None, causal=False):
        x = self.around(self.norm1, x, lambda y: self.self_attn(y, y, mask, causal))
        return self.around(self.norm2, x, self.feed_forward)
)py";

constexpr const char* decoder_class = R"py(class TransformerDecoderBlock(TransformerBlock):
    def __init__(self, size, heads, feed_forward, activation, norm_first=True, dropout=0, bias=True):
        super().__init__(size, heads, feed_forward, activation, norm_first, dropout, bias)
        self.multihead_attn = MultiHeadAttention(size, heads, bias)
        self.norm3 = nn.LayerNorm(size)

    def forward(self, x, memory):
        x = self.around(self.norm1, x, lambda y: self.self_attn(y, y, causal=True))
        x = self.around(self.norm2, x, lambda y: self.multihead_attn(y, memory))
        return self.around(self.norm3, x, self.feed_forward)
)py";

/// The class of a block behind those that it is made of.
template <class Block>
std::vector<std::string> classes_of(const Block& block, const char* last) {
  std::vector<std::string> classes = block.self_attn.pytorch_classes();
  classes.insert(classes.end(), {block_class, last});
  return classes;
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

std::string TransformerEncoderBlock::pytorch() const {
  return constructor("TransformerEncoderBlock", options);
}
std::vector<std::string> TransformerEncoderBlock::pytorch_classes() const {
  return classes_of(*this, encoder_class);
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
    return self_attn(y, y, {.causal = true, .mask = masks.self, .key_lengths = masks.self_lengths});
  });
  const Variable informed = with_way_around(options, norm2, own, training, [&](const Variable& y) {
    return multihead_attn(y, memory, {.mask = masks.memory, .key_lengths = masks.memory_lengths});
  });
  return feed_forward(*this, norm3, informed, training);
}

Variable TransformerDecoderBlock::extend(const Variable& x, Past& past) const {
  const Variable own = with_way_around(options, norm1, x, nullptr,
                                       [&](const Variable& y) { return self_attn.extend(y, past.self); });
  const Variable informed = with_way_around(options, norm2, own, nullptr, [&](const Variable& y) {
    return multihead_attn.attend(y, past.memory, past.seen_of_memory);
  });
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

std::string TransformerDecoderBlock::pytorch() const {
  return constructor("TransformerDecoderBlock", options);
}
std::vector<std::string> TransformerDecoderBlock::pytorch_classes() const {
  return classes_of(*this, decoder_class);
}

}  // namespace madang
