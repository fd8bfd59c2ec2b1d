#include "nn/transformer.h"

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_dropout.h"
#include "core/python.h"
#include "nn/activation.h"

namespace madang {
namespace {

/// What a pass through a block is told: what dropout draws from, if it trains, and where to keep what is on
/// the way, if that is looked at.
struct Pass {
  const TransformerOptions& options;
  Random* training = nullptr;
  TransformerTrace* trace = nullptr;
};

Variable dropped(const Variable& x, float rate, Random* training) {
  return training && rate > 0.0f ? dropout(x, rate, *training) : x;
}

/// x + part(norm(x)), or norm(x + part(x)).
template <class Part>
Variable with_way_around(const Pass& pass, const LayerNorm& norm, const Variable& x, Part part) {
  const bool before = pass.options.norm == NormPlacement::before;
  const Variable normed = before ? norm(x) : x;
  Variable added = dropped(part(normed), pass.options.dropout, pass.training);
  if (pass.training && pass.options.drop_path > 0.0f)
    added = drop_path(added, pass.options.drop_path, *pass.training);
  const Variable sum = x + added;
  const Variable out = before ? sum : norm(sum);
  if (pass.trace) pass.trace->ways.push_back({x, before ? x : sum, before ? normed : out, added, out});
  return out;
}

/// Fused, unless it is looked at.
Variable attend(const Pass& pass, const MultiHeadAttention& layer, MultiHeadAttention::Result* kept,
                const Variable& query, const Variable& memory, AttentionOptions options) {
  const float rate = pass.options.attention_dropout;
  if (pass.training && rate > 0.0f)
    options.dropout =
        dropout_mask({query.shape().at(0), layer.head_count, query.shape().at(1), memory.shape().at(1)}, rate,
                     *pass.training);
  if (!kept) return layer(query, memory, options);
  *kept = layer.inspect(query, memory, options);
  return kept->output;
}

/// What both kinds of block end with.
template <class Block>
Variable feed_forward(const Block& block, const LayerNorm& norm, const Variable& x, const Pass& pass) {
  return with_way_around(pass, norm, x, [&](const Variable& y) {
    const Variable inner = activate(pass.options.activation, block.linear1(y));
    if (pass.trace) pass.trace->hidden = inner;
    return block.linear2(dropped(inner, pass.options.dropout, pass.training));
  });
}

Variable run(const TransformerEncoderBlock& block, const Variable& x, const AttentionOptions& attention,
             const Pass& pass) {
  const Variable attended = with_way_around(pass, block.norm1, x, [&](const Variable& y) {
    return attend(pass, block.self_attn, pass.trace ? &pass.trace->self_attn : nullptr, y, y, attention);
  });
  return feed_forward(block, block.norm2, attended, pass);
}

Variable run(const TransformerDecoderBlock& block, const Variable& x, const Variable& memory,
             const DecoderMasks& masks, const Pass& pass) {
  const Variable own = with_way_around(pass, block.norm1, x, [&](const Variable& y) {
    return attend(pass, block.self_attn, pass.trace ? &pass.trace->self_attn : nullptr, y, y,
                  {.causal = masks.causal, .mask = masks.self, .key_lengths = masks.self_lengths});
  });
  const Variable informed = with_way_around(pass, block.norm2, own, [&](const Variable& y) {
    return attend(pass, block.multihead_attn, pass.trace ? &pass.trace->multihead_attn : nullptr, y, memory,
                  {.mask = masks.memory, .key_lengths = masks.memory_lengths});
  });
  return feed_forward(block, block.norm3, informed, pass);
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
      .with("attention_dropout", options.attention_dropout, 0.0f)
      .with("drop_path", options.drop_path, 0.0f)
      .text();
}

constexpr const char* block_class = R"py(class TransformerBlock(nn.Module):
    def __init__(self, size, heads, feed_forward, activation, norm_first=True, dropout=0, bias=True,
                 attention_dropout=0, drop_path=0):
        super().__init__()
        self.activation, self.norm_first, self.dropout = activation, norm_first, nn.Dropout(dropout)
        self.drop_path = drop_path
        self.self_attn = MultiHeadAttention(size, heads, bias, attention_dropout)
        self.linear1, self.linear2 = nn.Linear(size, feed_forward, bias), nn.Linear(feed_forward, size, bias)
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)

    def around(self, norm, x, part):
        added = self.dropout(part(norm(x) if self.norm_first else x))
        if self.training and self.drop_path:  # stochastic depth
            added = added * (torch.rand(len(x), 1, 1) >= self.drop_path) / (1 - self.drop_path)
        return x + added if self.norm_first else norm(x + added)

    def feed_forward(self, x):
        return self.linear2(self.dropout(self.activation(self.linear1(x))))
)py";

constexpr const char* encoder_class = R"py(class TransformerEncoderBlock(TransformerBlock):
    def forward(self, x, mask=None, causal=False):
        x = self.around(self.norm1, x, lambda y: self.self_attn(y, y, mask, causal))
        return self.around(self.norm2, x, self.feed_forward)
)py";

constexpr const char* decoder_class = R"py(class TransformerDecoderBlock(TransformerBlock):
    def __init__(self, size, heads, feed_forward, activation, norm_first=True, dropout=0, bias=True,
                 attention_dropout=0, drop_path=0):
        super().__init__(size, heads, feed_forward, activation, norm_first, dropout, bias, attention_dropout, drop_path)
        self.multihead_attn = MultiHeadAttention(size, heads, bias, attention_dropout)
        self.norm3 = nn.LayerNorm(size)

    def forward(self, x, memory, causal=True):
        x = self.around(self.norm1, x, lambda y: self.self_attn(y, y, causal=causal))
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
  return run(*this, x, attention, {options, training});
}

TransformerTrace TransformerEncoderBlock::inspect(const Variable& x, const AttentionOptions& attention,
                                                  Random* training) const {
  TransformerTrace trace;
  trace.output = run(*this, x, attention, {options, training, &trace});
  return trace;
}

Variable TransformerEncoderBlock::extend(const Variable& x, KeyValues& past) const {
  const Pass pass{options};
  const Variable attended =
      with_way_around(pass, norm1, x, [&](const Variable& y) { return self_attn.extend(y, past); });
  return feed_forward(*this, norm2, attended, pass);
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
  return run(*this, x, memory, masks, {options, training});
}

TransformerTrace TransformerDecoderBlock::inspect(const Variable& x, const Variable& memory,
                                                  const DecoderMasks& masks, Random* training) const {
  TransformerTrace trace;
  trace.output = run(*this, x, memory, masks, {options, training, &trace});
  return trace;
}

Variable TransformerDecoderBlock::extend(const Variable& x, Past& past) const {
  const Pass pass{options};
  const Variable own =
      with_way_around(pass, norm1, x, [&](const Variable& y) { return self_attn.extend(y, past.self); });
  const Variable informed = with_way_around(pass, norm2, own, [&](const Variable& y) {
    return multihead_attn.attend(y, past.memory, past.seen_of_memory);
  });
  return feed_forward(*this, norm3, informed, pass);
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

Cost TransformerDecoderBlock::cost(const Volume& in, int memory) const {
  return cost_through(in, norm1, self_attn, norm2)
      .then(multihead_attn.cost(in, memory))
      .then(cost_through(in, norm3, linear1, linear2));
}

std::string TransformerDecoderBlock::pytorch() const {
  return constructor("TransformerDecoderBlock", options);
}
std::vector<std::string> TransformerDecoderBlock::pytorch_classes() const {
  return classes_of(*this, decoder_class);
}

}  // namespace madang
