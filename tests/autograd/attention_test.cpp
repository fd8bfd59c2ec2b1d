#include "autograd/ops_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "autograd/ops_dropout.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

namespace {

constexpr float hidden = -std::numeric_limits<float>::infinity();

struct Case {
  Shape q, k, v;
  AttentionOptions options;
};

std::vector<Case> cases() {
  Random random(71);
  const Tensor one_head = Tensor::from({3, 4}, {0, hidden, 1, 0, hidden, hidden, 0, -1, 0, 0, 0, hidden});
  const Tensor one_row = mask_of(Tensor::from({1, 5}, {1, 0, 1, 1, 1}));
  const Tensor left_padded = Tensor::from({2, 4}, {1, 1, 0, 0, 0, 0, 0, 1});
  const Tensor blind = Tensor::from({2, 3}, {hidden, hidden, hidden, 0, hidden, 0.5f});
  return {
      {{3, 2}, {4, 2}, {4, 3}, {}},
      {{3, 2}, {4, 2}, {4, 3}, {.scale = 1.0f}},
      {{2, 4, 3}, {2, 4, 3}, {2, 4, 2}, {.causal = true}},
      {{2, 2, 3, 2}, {2, 2, 4, 2}, {2, 2, 4, 2}, {.scale = 0.5f, .mask = one_head}},
      {{2, 3, 2}, {2, 4, 2}, {2, 4, 2}, {.mask = random.uniform({2, 1, 4}, -1, 1)}},
      {{2, 5, 2}, {2, 5, 2}, {2, 5, 1}, {.causal = true, .mask = random.uniform({2, 5, 5}, -1, 1)}},
      {{2, 2}, {3, 2}, {3, 2}, {.mask = blind}},
      {{3, 2, 3, 2}, {3, 2, 4, 2}, {3, 2, 4, 2}, {.key_lengths = {4, 0, 2}}},
      {{2, 5, 2}, {2, 5, 2}, {2, 5, 1}, {.causal = true, .mask = one_row, .key_lengths = {3, 5}}},
      {{3, 2}, {4, 2}, {4, 3}, {.key_lengths = {3}}},
      {{2, 2, 3, 2}, {2, 2, 4, 2}, {2, 2, 4, 2}, {.mask = key_padding_mask(left_padded)}},
      {{2, 5, 2}, {2, 5, 2}, {2, 5, 1}, {.causal = true, .dropout = dropout_mask({2, 5, 5}, 0.4f, random)}},
      {{3, 2}, {4, 2}, {4, 3}, {.mask = one_head, .dropout = dropout_mask({3, 1}, 0.4f, random)}},
  };
}

}  // namespace

TEST_CASE("derivatives of fused attention; second order by matmul and softmax") {
  Random random(72);
  for (const Case& c : cases()) {
    const Points points{random.uniform(c.q, -1, 1), random.uniform(c.k, -1, 1), random.uniform(c.v, -1, 1)};
    check_gradients(
        "scaled_dot_product_attention",
        [&](auto& v) { return scaled_dot_product_attention(v[0], v[1], v[2], c.options); }, points);
    check_gradients(
        "attention", [&](auto& v) { return attention(v[0], v[1], v[2], c.options).output; }, points);
    check_gradients(
        "attention weights", [&](auto& v) { return attention(v[0], v[1], v[2], c.options).weights; }, points);
  }
}

TEST_CASE("fused and composed attention agree") {
  Random random(73);
  for (const Case& c : cases()) {
    const Variable q = constant(random.uniform(c.q, -2, 2)), k = constant(random.uniform(c.k, -2, 2)),
                   v = constant(random.uniform(c.v, -2, 2));
    const Tensor fused = scaled_dot_product_attention(q, k, v, c.options).value();
    const Tensor composed = attention(q, k, v, c.options).output.value();
    REQUIRE(fused.shape() == composed.shape());
    for (std::size_t i = 0; i < fused.size(); ++i) {
      CHECK(fused.data()[i] == doctest::Approx(composed.data()[i]).epsilon(1e-5));
    }
  }
}

TEST_CASE("a causal query never sees what comes after it, and weights sum to one") {
  Random random(74);
  const Variable x = constant(random.normal({1, 5, 4}));
  const AttentionResult result = attention(x, x, x, {.causal = true});
  for (std::size_t query = 0; query < 5; ++query) {
    double total = 0;
    for (std::size_t key = 0; key < 5; ++key) {
      const float weight = result.weights.value().data()[query * 5 + key];
      total += weight;
      if (key > query) {
        CHECK(weight == 0.0f);
        CHECK(result.scores.value().data()[query * 5 + key] == hidden);
      }
    }
    CHECK(total == doctest::Approx(1.0));
  }
}

TEST_CASE("a boolean mask lets through what is not 0; a padding mask hides it, as PyTorch has them") {
  const Tensor mask = mask_of(Tensor::from({2, 2}, {1, 0, -3, 0.5f}));
  CHECK(mask.shape() == Shape{2, 2});
  CHECK(std::ranges::equal(mask.values(), std::vector<float>{0, hidden, 0, 0}));
  const Tensor padding = key_padding_mask(Tensor::from({2, 3}, {0, 0, 1, 1, 0, 0}));
  CHECK(padding.shape() == Shape{2, 1, 1, 3});
  CHECK(std::ranges::equal(padding.values(), std::vector<float>{0, 0, hidden, hidden, 0, 0}));
  CHECK_THROWS_AS(key_padding_mask(Tensor({3})), Error);
}

TEST_CASE("padded keys: by length or by mask the same weights, exactly 0, and no gradient") {
  Random random(75);
  const Tensor padded = Tensor::from({2, 4}, {0, 0, 1, 1, 0, 1, 1, 1});
  std::vector<Variable> v;
  for (const Shape& shape : {Shape{2, 2, 3, 2}, Shape{2, 2, 4, 2}, Shape{2, 2, 4, 3}})
    v.push_back(parameter(random.normal(shape)));
  const AttentionOptions by_length{.key_lengths = {2, 1}}, by_mask{.mask = key_padding_mask(padded)};
  const Tensor weights = attention(v[0], v[1], v[2], by_length).weights.value();
  CHECK(std::ranges::equal(weights.values(), attention(v[0], v[1], v[2], by_mask).weights.value().values()));
  for (std::size_t i = 0; i < weights.size(); ++i)
    CHECK((weights.data()[i] == 0) == (padded.data()[i / 24 * 4 + i % 4] != 0));
  for (const AttentionOptions& options : {by_length, by_mask})
    for (const bool create_graph : {false, true}) {
      const Variable y = scaled_dot_product_attention(v[0], v[1], v[2], options);
      const Gradients gradients = backward(sum(square(y)), {.create_graph = create_graph});
      const Tensor d_v = gradients.of(v[2]).value();
      for (std::size_t i = 0; i < d_v.size(); ++i)
        CHECK((d_v.data()[i] == 0) == (padded.data()[i / 24 * 4 + i / 3 % 4] != 0));
    }
}

TEST_CASE("attention dropout: the weights shown are whole, those that count are masked") {
  Random random(76);
  const Variable q = constant(random.normal({2, 3, 4})), k = constant(random.normal({2, 5, 4})),
                 v = constant(random.normal({2, 5, 2}));
  const AttentionResult plain = attention(q, k, v);
  const AttentionResult dropped = attention(q, k, v, {.dropout = dropout_mask({2, 3, 5}, 0.5f, random)});
  CHECK(std::ranges::equal(plain.weights.value().values(), dropped.weights.value().values()));
  CHECK_FALSE(std::ranges::equal(plain.output.value().values(), dropped.output.value().values()));
  const Tensor nothing = attention(q, k, v, {.dropout = Tensor({3, 5})}).output.value();
  CHECK(std::ranges::all_of(nothing.values(), [](float y) { return y == 0; }));
  CHECK_THROWS_WITH_AS(attention(q, k, v, {.dropout = Tensor({2, 3, 4})}),
                       "attention: shapes do not fit: (2, 3, 4) and (2, 3, 5)", Error);
  CHECK_THROWS_AS(scaled_dot_product_attention(q, k, v, {.dropout = Tensor({4, 2, 3, 5})}), Error);
}

TEST_CASE("attention that does not fit is named") {
  const auto zeros = [](const Shape& shape) { return constant(Tensor(shape)); };
  CHECK_THROWS_WITH_AS(scaled_dot_product_attention(zeros({2, 3}), zeros({4, 2}), zeros({4, 2})),
                       "scaled_dot_product_attention: query and key do not fit: (2, 3) and (4, 2)", Error);
  CHECK_THROWS_WITH_AS(attention(zeros({2, 3}), zeros({4, 3}), zeros({5, 3})),
                       "attention: key and value do not fit: (4, 3) and (5, 3)", Error);
  CHECK_THROWS_AS(attention(zeros({2, 2, 3}), zeros({3, 4, 3}), zeros({3, 4, 3})), Error);
  CHECK_THROWS_AS(attention(zeros({3}), zeros({4, 3}), zeros({4, 3})), Error);
  CHECK_THROWS_AS(attention(zeros({2, 3}), zeros({4, 3}), zeros({4, 3}), {.mask = Tensor({3, 4})}), Error);
  CHECK_THROWS_AS(attention(zeros({2, 3}), zeros({4, 3}), zeros({4, 3}), {.mask = Tensor({5, 2, 4})}), Error);
  for (const std::vector<int>& lengths : {std::vector{5}, std::vector{-1}, std::vector{1, 2}})
    CHECK_THROWS_AS(attention(zeros({2, 3}), zeros({4, 3}), zeros({4, 3}), {.key_lengths = lengths}), Error);
}
