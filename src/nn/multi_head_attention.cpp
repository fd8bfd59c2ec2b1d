#include "nn/multi_head_attention.h"

#include <algorithm>
#include <limits>

#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "autograd/record.h"
#include "core/python.h"

namespace madang {
namespace {

constexpr const char* attention_class = R"py(class MultiHeadAttention(nn.Module):
    def __init__(self, size, heads, bias=True, dropout=0):
        super().__init__()
        self.heads, self.dropout = heads, nn.Dropout(dropout)
        self.q_proj, self.k_proj = nn.Linear(size, size, bias), nn.Linear(size, size, bias)
        self.v_proj, self.out_proj = nn.Linear(size, size, bias), nn.Linear(size, size, bias)

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, query, memory, mask=None, causal=False):
        q, k, v = self.split(self.q_proj(query)), self.split(self.k_proj(memory)), self.split(self.v_proj(memory))
        scores = q @ k.transpose(2, 3) / q.shape[-1] ** 0.5
        if mask is not None:
            scores = scores + mask
        if causal:
            scores = scores + torch.full(scores.shape[-2:], float("-inf")).triu(1)
        return self.out_proj((self.dropout(scores.softmax(-1)) @ v).transpose(1, 2).flatten(2))
)py";

}  // namespace

MultiHeadAttention::MultiHeadAttention(int model_size, int heads, Random& random, LinearOptions options)
    : head_count(heads),
      q_proj(model_size, model_size, random, options),
      k_proj(model_size, model_size, random, options),
      v_proj(model_size, model_size, random, options),
      out_proj(model_size, model_size, random, options) {
  if (heads < 1 || model_size % heads != 0) {
    throw Error("multi_head_attention: model size " + std::to_string(model_size) + " is not a multiple of " +
                std::to_string(heads) + " heads");
  }
}

// (batch, length, model) → (batch, heads, length, head_dim)
Variable MultiHeadAttention::split(const Variable& x) const {
  const Shape& shape = x.shape();
  if (shape.rank() != 3) fail("multi_head_attention", "(batch, length, model) expected", shape);
  return permute(reshape(x, {shape.at(0), shape.at(1), head_count, shape.at(2) / head_count}), {0, 2, 1, 3});
}

// (batch, heads, length, head_dim) → (batch, length, model)
Variable MultiHeadAttention::merge(const Variable& heads) const {
  const Shape& shape = heads.shape();
  return reshape(permute(heads, {0, 2, 1, 3}), {shape[0], shape[2], shape[1] * shape[3]});
}

Variable MultiHeadAttention::operator()(const Variable& query, const Variable& memory,
                                        const AttentionOptions& options) const {
  return attend(query, keys_and_values(memory), options);
}

KeyValues MultiHeadAttention::keys_and_values(const Variable& memory) const {
  return {split(k_proj(memory)), split(v_proj(memory))};
}

Variable MultiHeadAttention::attend(const Variable& query, const KeyValues& memory,
                                    const AttentionOptions& options) const {
  return out_proj(merge(scaled_dot_product_attention(split(q_proj(query)), memory.k, memory.v, options)));
}

Variable MultiHeadAttention::extend(const Variable& x, KeyValues& past) const {
  const int before = past.length();
  KeyValues all = keys_and_values(x);
  if (before > 0) {
    const Variable keys[] = {past.k, all.k}, values[] = {past.v, all.v};
    all = {concat(keys, 2), concat(values, 2)};
  }
  past = std::move(all);
  const int added = x.shape()[1];
  if (before == 0 || added == 1) return attend(x, past, {.causal = before == 0});
  Tensor mask({added, before + added});
  for (int i = 0; i < added; ++i) {
    std::ranges::fill(
        mask.mutable_values().subspan(static_cast<std::size_t>(i) * (before + added) + before + i + 1,
                                      static_cast<std::size_t>(added - 1 - i)),
        -std::numeric_limits<float>::infinity());
  }
  return attend(x, past, {.mask = std::move(mask)});
}

MultiHeadAttention::Result MultiHeadAttention::projected(const Variable& query,
                                                         const Variable& memory) const {
  Result result;
  result.q = split(q_proj(query));
  result.k = split(k_proj(memory));
  result.v = split(v_proj(memory));
  return result;
}

MultiHeadAttention::Result MultiHeadAttention::inspect(const Variable& query, const Variable& memory,
                                                       const AttentionOptions& options) const {
  Result result = projected(query, memory);
  AttentionResult attended = attention(result.q, result.k, result.v, options);
  result.scores = std::move(attended.scores);
  result.weights = std::move(attended.weights);
  result.heads = std::move(attended.output);
  result.output = out_proj(merge(result.heads));
  return result;
}

MultiHeadAttention::Result MultiHeadAttention::inspect(const Variable& query, const Variable& memory,
                                                       const Scores& scores) const {
  Result result = projected(query, memory);
  result.scores = scores(result.q, result.k);
  result.weights = softmax(result.scores);
  result.heads = matmul(result.weights, result.v);
  result.output = out_proj(merge(result.heads));
  return result;
}

Cost MultiHeadAttention::cost(const Volume& in) const { return cost(in, in.area()); }

Cost MultiHeadAttention::cost(const Volume& in, int memory) const {
  Cost cost = cost_through(in, q_proj, out_proj);  // k and v stand beside q
  const Cost projection = k_proj.cost({in.channels, 1, memory});
  cost.parameters += 2 * projection.parameters;
  cost.multiply_adds += 2 * projection.multiply_adds + 2LL * in.area() * memory * in.channels;
  return cost;
}

std::string MultiHeadAttention::pytorch() const {
  return PythonCall("MultiHeadAttention")
      .with(q_proj.weight.shape()[0])
      .with(head_count)
      .with("bias", static_cast<bool>(q_proj.bias), true)
      .text();
}

std::vector<std::string> MultiHeadAttention::pytorch_classes() const { return {attention_class}; }

std::vector<NamedParameter> MultiHeadAttention::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "q_proj", q_proj);
  append_named(named, "k_proj", k_proj);
  append_named(named, "v_proj", v_proj);
  append_named(named, "out_proj", out_proj);
  return named;
}

}  // namespace madang
