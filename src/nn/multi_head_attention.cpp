#include "nn/multi_head_attention.h"

#include "autograd/ops_shape.h"

namespace madang {

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
  return permute(reshape(x, {shape.at(0), shape.at(1), head_count, shape.at(2) / head_count}), {0, 2, 1, 3});
}

// (batch, heads, length, head_dim) → (batch, length, model)
Variable MultiHeadAttention::merge(const Variable& heads) const {
  const Shape& shape = heads.shape();
  return reshape(permute(heads, {0, 2, 1, 3}), {shape[0], shape[2], shape[1] * shape[3]});
}

Variable MultiHeadAttention::operator()(const Variable& query, const Variable& memory,
                                        const AttentionOptions& options) const {
  return out_proj(merge(scaled_dot_product_attention(split(q_proj(query)), split(k_proj(memory)),
                                                     split(v_proj(memory)), options)));
}

MultiHeadAttention::Result MultiHeadAttention::inspect(const Variable& query, const Variable& memory,
                                                       const AttentionOptions& options) const {
  Result result;
  result.q = split(q_proj(query));
  result.k = split(k_proj(memory));
  result.v = split(v_proj(memory));
  AttentionResult attended = attention(result.q, result.k, result.v, options);
  result.scores = std::move(attended.scores);
  result.weights = std::move(attended.weights);
  result.heads = std::move(attended.output);
  result.output = out_proj(merge(result.heads));
  return result;
}

std::vector<NamedParameter> MultiHeadAttention::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "q_proj", q_proj);
  append_named(named, "k_proj", k_proj);
  append_named(named, "v_proj", v_proj);
  append_named(named, "out_proj", out_proj);
  return named;
}

}  // namespace madang
