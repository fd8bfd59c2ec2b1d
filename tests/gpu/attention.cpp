#include "gpu/attention.h"

#include <cmath>
#include <limits>

#include "kernels.h"
#include "support.h"

namespace madang::gpu_tests {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

enum class Mask { none, shared, own, blind_row };
enum class Fault { none, query, last_value };

struct Case {
  int heads, queries, keys, depth, value_depth;
  bool causal = false;
  Mask mask = Mask::none;
  int interleaved_heads = 0;
  float scale = 0.35f;
  Fault fault = Fault::none;
};

std::string name_of(const Case& at) {
  constexpr const char* masks[] = {"", ", one mask", ", a mask each", ", a row that sees nothing"};
  constexpr const char* faults[] = {"", ", NaN in q", ", NaN in v"};
  return std::to_string(at.heads) + " heads, " + std::to_string(at.queries) + "×" + std::to_string(at.keys) +
         ", depth " + std::to_string(at.depth) + "/" + std::to_string(at.value_depth) +
         (at.causal ? ", causal" : "") + masks[static_cast<int>(at.mask)] +
         (at.interleaved_heads > 0 ? ", interleaved" : "") + ", scale " + std::to_string(at.scale) +
         faults[static_cast<int>(at.fault)];
}

std::size_t size(int a, int b, int c) {
  return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

// Keys hidden at random, but never the first one; the blind row sees none.
std::vector<float> mask_of(const Case& at) {
  if (at.mask == Mask::none) return {};
  auto mask = numbers(size(at.mask == Mask::own ? at.heads : 1, at.queries, at.keys), 9);
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask[i] < -0.3f && i % static_cast<std::size_t>(at.keys) != 0) mask[i] = -infinity;
    if (at.mask == Mask::blind_row && i / static_cast<std::size_t>(at.keys) == 1) mask[i] = -infinity;
  }
  return mask;
}

// (batch, length, depth) → (examples, length, heads, depth)
std::vector<float> interleaved(const std::vector<float>& rows, int heads, int length, int depth) {
  if (heads == 0) return rows;
  std::vector<float> moved(rows.size());
  const auto d = static_cast<std::size_t>(depth), h = static_cast<std::size_t>(heads),
             n = static_cast<std::size_t>(length);
  for (std::size_t i = 0; i < rows.size() / d; ++i) {
    const std::size_t head = i / n % h, example = i / n / h, row = i % n;
    std::copy_n(rows.data() + i * d, d, moved.data() + ((example * n + row) * h + head) * d);
  }
  return moved;
}

struct Data {
  kernels::Attention shape;
  std::vector<float> q, k, v, mask, out, log_sum, d_out;
};

Data data_of(const Case& at, Storage operands = Storage::full) {
  Data data{.shape = {.batch = at.heads,
                      .queries = at.queries,
                      .keys = at.keys,
                      .depth = at.depth,
                      .value_depth = at.value_depth,
                      .scale = at.scale,
                      .causal = at.causal},
            .q = rounded(numbers(size(at.heads, at.queries, at.depth), 5), operands),
            .k = rounded(numbers(size(at.heads, at.keys, at.depth), 6), operands),
            .v = rounded(numbers(size(at.heads, at.keys, at.value_depth), 7), operands),
            .mask = mask_of(at),
            .out = std::vector<float>(size(at.heads, at.queries, at.value_depth)),
            .log_sum = std::vector<float>(size(at.heads, at.queries, 1)),
            .d_out = numbers(size(at.heads, at.queries, at.value_depth), 8)};
  if (at.fault == Fault::query) data.q[static_cast<std::size_t>(at.depth)] = NAN;
  if (at.fault == Fault::last_value) data.v.back() = NAN;
  kernels::attention_reference(data.shape, data.q, data.k, data.v, data.mask, data.out, data.log_sum);
  for (float& value : data.log_sum) value = std::max(value, -std::numeric_limits<float>::max());
  return data;
}

gpu::Attention work_of(const Case& at, const Data& data, Storage operands = Storage::full) {
  return {data.shape, at.interleaved_heads, operands == Storage::half};
}

gpu::Array upload(const Case& at, const std::vector<float>& rows, int length, int depth,
                  Storage storage = Storage::full) {
  return gpu_tests::upload(interleaved(rows, at.interleaved_heads, length, depth), storage);
}

void test_forward(const Case& at, const gpu::AttentionVariant& variant, Storage operands, const Then& then) {
  const Data data = data_of(at, operands);
  gpu::Commands commands(device());
  const gpu::Array out = poisoned(data.out.size()), log_sum = poisoned(data.log_sum.size());
  gpu::attention(
      commands, work_of(at, data, operands), variant, upload(at, data.q, at.queries, at.depth, operands),
      upload(at, data.k, at.keys, at.depth, operands), upload(at, data.v, at.keys, at.value_depth, operands),
      device().upload(data.mask), out, log_sum);
  expect_close(commands, out, interleaved(data.out, at.interleaved_heads, at.queries, at.value_depth),
               "attention of " + name_of(at) + ", " + std::string(variant.name), then);
  expect_close(commands, log_sum, data.log_sum,
               "log sums of " + name_of(at) + ", " + std::string(variant.name), then);
}

void test_backward(const Case& at, const Then& then) {
  const Data data = data_of(at);
  std::vector<float> log_sum = data.log_sum;
  for (float& value : log_sum) value = value < -3e38f ? -infinity : value;
  std::vector<float> d_q(data.q.size()), d_k(data.k.size()), d_v(data.v.size());
  kernels::attention_backward_reference(
      data.shape, {data.q, data.k, data.v, data.mask, data.out, log_sum, data.d_out}, d_q, d_k, d_v);

  gpu::Commands commands(device());
  const gpu::AttentionSaved saved = {
      upload(at, data.q, at.queries, at.depth),          upload(at, data.k, at.keys, at.depth),
      upload(at, data.v, at.keys, at.value_depth),       device().upload(data.mask),
      upload(at, data.out, at.queries, at.value_depth),  device().upload(data.log_sum),
      upload(at, data.d_out, at.queries, at.value_depth)};
  const gpu::Array got_q = poisoned(d_q.size()), got_k = poisoned(d_k.size()), got_v = poisoned(d_v.size());
  gpu::attention_backward(commands, work_of(at, data), saved, poisoned(2 * log_sum.size()), got_q, got_k,
                          got_v);
  const int heads = at.interleaved_heads;
  expect_close(commands, got_q, interleaved(d_q, heads, at.queries, at.depth), "d_q of " + name_of(at), then);
  expect_close(commands, got_k, interleaved(d_k, heads, at.keys, at.depth), "d_k", then);
  expect_close(commands, got_v, interleaved(d_v, heads, at.keys, at.value_depth), "d_v", then);
}

std::vector<Case> common_cases() {
  std::vector<Case> cases;
  for (const auto& [queries, keys] :
       std::vector<std::array<int, 2>>{{1, 1}, {1, 17}, {15, 16}, {16, 15}, {17, 33}, {31, 7}}) {
    for (const bool causal : {false, true}) cases.push_back({1, queries, keys, 8, 8, causal});
  }
  for (int heads = 1; heads <= 8; ++heads) cases.push_back({heads, 13, 13, heads, heads, heads % 2 == 1});
  cases.push_back({2, 19, 23, 64, 1});
  cases.push_back({2, 19, 23, 3, 61});
  cases.push_back({1, 11, 40, 127, 128, false, Mask::none, 0, 0.09f});
  cases.push_back({3, 17, 19, 5, 9, false, Mask::shared});
  cases.push_back({3, 17, 19, 5, 9, true, Mask::own});
  cases.push_back({1, 9, 21, 4, 4, false, Mask::blind_row});
  cases.push_back({6, 23, 23, 8, 8, true, Mask::none, 3});
  cases.push_back({6, 7, 23, 5, 6, false, Mask::own, 2});
  cases.push_back({1, 30, 30, 8, 8, false, Mask::none, 0, 8});      // nearly one-hot
  cases.push_back({1, 30, 30, 8, 8, false, Mask::none, 0, 1e-6f});  // nearly uniform
  cases.push_back({1, 30, 30, 8, 8, false, Mask::none, 0, -1});
  cases.push_back({1, 21, 21, 8, 8, false, Mask::none, 0, 0.35f, Fault::query});
  cases.push_back({1, 21, 21, 8, 8, false, Mask::none, 0, 0.35f, Fault::last_value});
  return cases;
}

}  // namespace

void test_attention(const Then& then, Storage operands) {
  for (const gpu::AttentionVariant& variant : gpu::attention_variants(device())) {
    for (const Case& at : common_cases()) test_forward(at, variant, operands, then);
    test_forward({2, 257, 257, 8, 8, true}, variant, operands, then);
    test_forward({1, 1024, 1024, 16, 16}, variant, operands, then);
  }
}

void test_attention_backward(const Then& then) {
  for (const Case& at : common_cases()) test_backward(at, then);
  test_backward({1, 131, 257, 16, 16}, then);
  test_backward({2, 127, 127, 16, 16, true}, then);
}

}  // namespace madang::gpu_tests
