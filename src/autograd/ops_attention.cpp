#include "autograd/ops_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "autograd/broadcast.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_softmax.h"
#include "autograd/record.h"
#include "kernels/attention.h"

namespace madang {
namespace {

constexpr const char* fused_name = "scaled_dot_product_attention";
constexpr float hidden = -std::numeric_limits<float>::infinity();

/// Sizes of a call, checked.
struct Call {
  Call(const char* operation, const Variable& q, const Variable& k, const Variable& v,
       const AttentionOptions& options);

  bool masked() const { return sizes.causal || mask.size() > 0 || !key_lengths.empty(); }
  /// For the kernels, while the call lives.
  kernels::Attention shape() const {
    kernels::Attention with_lengths = sizes;
    with_lengths.key_lengths = key_lengths;
    return with_lengths;
  }

  kernels::Attention sizes;
  Shape scores;  // (…, queries, keys)
  Shape result;  // (…, queries, value_depth)
  Tensor mask;   // empty, (queries, keys), or shaped like scores
  std::vector<int> key_lengths;

 private:
  void take_lengths(const char* operation, const AttentionOptions& options);
};

Call::Call(const char* operation, const Variable& q, const Variable& k, const Variable& v,
           const AttentionOptions& options) {
  if (q.shape().rank() < 2) fail(operation, "query of at least two axes expected", q.shape());
  const Shape& from = q.shape();
  Shape key = from;
  key[from.rank() - 2] = k.shape().rank() == from.rank() ? k.shape().at(-2) : -1;
  if (k.shape() != key) fail(operation, "query and key do not fit", from, k.shape());
  Shape value = key;
  value[from.rank() - 1] = v.shape().rank() == from.rank() ? v.shape().at(-1) : -1;
  if (v.shape() != value) fail(operation, "key and value do not fit", k.shape(), v.shape());
  sizes.queries = from.at(-2);
  sizes.depth = from.at(-1);
  sizes.keys = key.at(-2);
  sizes.value_depth = value.at(-1);
  sizes.causal = options.causal;
  sizes.scale = options.scale.value_or(1.0f / std::sqrt(static_cast<float>(sizes.depth)));
  for (int i = 0; i < from.rank() - 2; ++i) sizes.batch *= from[i];
  scores = result = from;
  scores[from.rank() - 1] = sizes.keys;
  result[from.rank() - 1] = sizes.value_depth;
  take_lengths(operation, options);
  mask = options.mask;
  const Shape one_head{sizes.queries, sizes.keys};
  if (mask.size() == 0 || mask.shape() == one_head || mask.shape() == scores) return;
  if (broadcast_shape(operation, mask.shape(), scores) != scores) {
    fail(operation, "mask and scores do not fit", mask.shape(), scores);
  }
  mask = zip(operation, mask, Tensor(scores), [](float m, float) { return m; });
}

void Call::take_lengths(const char* operation, const AttentionOptions& options) {
  if (options.key_lengths.empty()) return;
  const std::size_t examples = scores.rank() > 2 ? static_cast<std::size_t>(scores[0]) : 1;
  if (options.key_lengths.size() != examples)
    fail(operation, "one key length per entry of the first axis expected", scores,
         Shape{options.key_lengths.size()});
  for (const int length : options.key_lengths)
    if (length < 0 || length > sizes.keys)
      throw Error(std::string(operation) + ": key length " + std::to_string(length) + " of " +
                  std::to_string(sizes.keys) + " keys");
  key_lengths = options.key_lengths;
}

/// What is added to the scores: −∞ where hidden.
Tensor total_mask(const char* operation, const Call& call) {
  const auto queries = static_cast<std::size_t>(call.sizes.queries);
  const auto keys = static_cast<std::size_t>(call.sizes.keys);
  Tensor total = call.mask.size() ? call.mask : Tensor(Shape{queries, keys});
  const bool lengths = !call.key_lengths.empty();
  if (lengths && total.shape() != call.scores)
    total = zip(operation, total, Tensor(call.scores), [](float m, float) { return m; });
  const std::span<float> values = total.mutable_values();
  const std::size_t example = lengths ? values.size() / call.key_lengths.size() : 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool later = call.sizes.causal && i % keys > i / keys % queries;
    const bool padding = lengths && i % keys >= static_cast<std::size_t>(call.key_lengths[i / example]);
    if (later || padding) values[i] = hidden;
  }
  return total;
}

/// 1 for each query (…, queries, 1) that sees a key, else 0; empty when all do. Unmasks the rows of the
/// others, so that their softmax is a number that can be multiplied by 0.
Tensor seeing_queries(Tensor& mask) {
  Shape shape = mask.shape();
  const auto keys = static_cast<std::size_t>(shape.at(-1));
  shape[shape.rank() - 1] = 1;
  Tensor seeing = Tensor::full(shape, 1.0f);
  bool all_see = true;
  for (std::size_t i = 0; i < seeing.size(); ++i) {
    const std::span<const float> row = mask.values().subspan(i * keys, keys);
    if (std::ranges::any_of(row, [](float m) { return m != hidden; })) continue;
    std::ranges::fill(mask.mutable_values().subspan(i * keys, keys), 0.0f);
    seeing.mutable_values()[i] = 0.0f;
    all_see = false;
  }
  return all_see ? Tensor() : seeing;
}

struct Scored {
  Variable scores;
  Variable weights;
};

Scored weigh(const Call& call, const Variable& q, const Variable& k) {
  const Variable plain = matmul(q, k, {.b = true}) * call.sizes.scale;
  if (!call.masked()) return {plain, softmax(plain)};
  Tensor mask = total_mask("attention", call);
  const Variable scores = plain + constant(mask);
  const Tensor seeing = seeing_queries(mask);
  if (seeing.size() == 0) return {scores, softmax(scores)};
  return {scores, softmax(plain + constant(mask)) * constant(seeing)};
}

Variable attended(const char* operation, const Variable& weights, const Variable& v,
                  const AttentionOptions& options) {
  if (options.dropout.size() == 0) return matmul(weights, v);
  if (broadcast_shape(operation, options.dropout.shape(), weights.shape()) != weights.shape())
    fail(operation, "dropout mask and weights do not fit", options.dropout.shape(), weights.shape());
  return matmul(weights * constant(options.dropout), v);
}

// With P = softmax(scale q kᵀ + mask), dP = dy vᵀ and dS = P (dP − Σ dP P):
// dv = Pᵀ dy, dq = scale dS k, dk = scale dSᵀ q
void derive_composed(Derivation& d, const Call& call) {
  const Variable &dy = d.gradient(), &q = d.input(0), &k = d.input(1), &v = d.input(2);
  const Variable weights = weigh(call, q, k).weights;
  if (d.needs(2)) d.add(2, matmul(weights, dy, {.a = true}));
  if (!d.needs(0) && !d.needs(1)) return;
  const Variable d_weights = matmul(dy, v, {.b = true});
  const Variable mean = sum(d_weights * weights, {-1}, {.keep_dims = true});
  const Variable d_scores = weights * (d_weights - mean) * call.sizes.scale;
  if (d.needs(0)) d.add(0, matmul(d_scores, k));
  if (d.needs(1)) d.add(1, matmul(d_scores, q, {.a = true}));
}

void derive_fused(Derivation& d, const Call& call, const Tensor& log_sum) {
  Tensor grads[3];
  for (int i = 0; i < 3; ++i) grads[i] = Tensor::uninitialized(d.input(i).shape());
  kernels::attention_backward(
      call.shape(),
      {d.input(0).value().values(), d.input(1).value().values(), d.input(2).value().values(),
       call.mask.values(), d.output().value().values(), log_sum.values(), d.gradient().value().values()},
      grads[0].mutable_values(), grads[1].mutable_values(), grads[2].mutable_values());
  for (int i = 0; i < 3; ++i) {
    if (d.needs(i)) d.add(i, constant(std::move(grads[i])));
  }
}

}  // namespace

Tensor mask_of(const Tensor& visible) {
  Tensor mask(visible.shape());
  std::ranges::transform(visible.values(), mask.mutable_values().begin(),
                         [](float seen) { return seen != 0 ? 0.0f : hidden; });
  return mask;
}

Tensor key_padding_mask(const Tensor& padded) {
  const Shape& shape = padded.shape();
  if (shape.rank() != 2) fail("key_padding_mask", "(batch, keys) expected", shape);
  Tensor mask({shape[0], 1, 1, shape[1]});
  std::ranges::transform(padded.values(), mask.mutable_values().begin(),
                         [](float padding) { return padding != 0 ? hidden : 0.0f; });
  return mask;
}

Variable scaled_dot_product_attention(const Variable& q, const Variable& k, const Variable& v,
                                      const AttentionOptions& options) {
  const Call call(fused_name, q, k, v, options);
  if (options.dropout.size() > 0) return attended(fused_name, weigh(call, q, k).weights, v, options);
  Tensor y = Tensor::uninitialized(call.result);
  Shape rows = call.result;
  rows[rows.rank() - 1] = 1;
  Tensor log_sum = Tensor::uninitialized(rows);
  kernels::attention(call.shape(), q.value().values(), k.value().values(), v.value().values(),
                     call.mask.values(), y.mutable_values(), log_sum.mutable_values());
  return record(fused_name, std::move(y), inputs(q, k, v), [call, log_sum](Derivation& d) {
    if (recording()) {
      derive_composed(d, call);
    } else {
      derive_fused(d, call, log_sum);
    }
  });
}

AttentionResult attention(const Variable& q, const Variable& k, const Variable& v,
                          const AttentionOptions& options) {
  const Call call("attention", q, k, v, options);
  Scored scored = weigh(call, q, k);
  Variable output = attended("attention", scored.weights, v, options);
  return {std::move(scored.scores), std::move(scored.weights), std::move(output)};
}

}  // namespace madang
