#include "kernels/attention_check.h"

#include "kernels/check.h"

namespace madang::kernels {
namespace {

constexpr const char* kForward = "attention";
constexpr const char* kBackward = "attention_backward";

std::size_t count(int a, int b, int c) {
  return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

void check_inputs(const char* operation, const Attention& at, std::span<const float> q,
                  std::span<const float> k, std::span<const float> v, std::span<const float> mask,
                  std::span<const float> out) {
  if (at.batch < 0 || at.queries < 0 || at.keys < 0 || at.depth < 0 || at.value_depth < 0)
    throw_sizes(operation, {});
  check_same(operation, q.size(), count(at.batch, at.queries, at.depth));
  check_same(operation, k.size(), count(at.batch, at.keys, at.depth));
  check_same(operation, v.size(), count(at.batch, at.keys, at.value_depth));
  check_same(operation, out.size(), count(at.batch, at.queries, at.value_depth));
  if (!mask.empty() && mask.size() != count(1, at.queries, at.keys)) {
    check_same(operation, mask.size(), count(at.batch, at.queries, at.keys));
  }
  if (at.key_lengths.empty()) return;
  const std::size_t batch = count(1, 1, at.batch), examples = at.key_lengths.size();
  if (batch % examples != 0) throw_sizes(operation, {batch, examples});
  for (const int length : at.key_lengths)
    if (length < 0 || length > at.keys) throw_sizes(operation, {count(1, 1, length), count(1, 1, at.keys)});
}

}  // namespace

void check_attention(const Attention& shape, std::span<const float> q, std::span<const float> k,
                     std::span<const float> v, std::span<const float> mask, std::span<const float> out,
                     std::span<const float> log_sum) {
  check_inputs(kForward, shape, q, k, v, mask, out);
  if (!log_sum.empty()) check_same(kForward, log_sum.size(), count(1, shape.batch, shape.queries));
}

void check_attention_backward(const Attention& shape, const AttentionSaved& saved, std::span<const float> d_q,
                              std::span<const float> d_k, std::span<const float> d_v) {
  check_inputs(kBackward, shape, saved.q, saved.k, saved.v, saved.mask, saved.out);
  check_same(kBackward, saved.log_sum.size(), count(1, shape.batch, shape.queries));
  check_same(kBackward, saved.d_out.size(), saved.out.size());
  check_same(kBackward, saved.q.size(), d_q.size());
  check_same(kBackward, saved.k.size(), d_k.size());
  check_same(kBackward, saved.v.size(), d_v.size());
}

}  // namespace madang::kernels
