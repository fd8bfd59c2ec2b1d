// Additive and multiplicative attention against loops over their definitions.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/error.h"
#include "nn/additive_attention.h"
#include "nn/multiplicative_attention.h"

using namespace madang;

namespace {

constexpr int batch = 2, queries = 3, keys = 4, query_size = 3, memory_size = 5, units = 6;

struct Given {
  Variable query, values;
};

Given given(std::uint64_t seed) {
  Random random(seed);
  return {constant(random.normal({batch, queries, query_size})),
          constant(random.normal({batch, keys, memory_size}))};
}

double at(const Variable& x, int i, int j, int k) {
  const Shape& shape = x.shape();
  return x.value().values()[static_cast<std::size_t>((i * shape[1] + j) * shape[2] + k)];
}

/// row `row` of a weight times the vector x[i][j]
double product(const Variable& weight, int row, const Variable& x, int i, int j) {
  double sum = 0;
  for (int k = 0; k < weight.shape()[1]; ++k)
    sum +=
        static_cast<double>(weight.value().values()[static_cast<std::size_t>(row * weight.shape()[1] + k)]) *
        at(x, i, j, k);
  return sum;
}

/// That weights are the softmax of the scores, and the output their mean of the values.
void check_mean(const AttentionResult& result, const Variable& values) {
  for (int b = 0; b < batch; ++b)
    for (int q = 0; q < queries; ++q) {
      double sum = 0;
      for (int j = 0; j < keys; ++j) sum += std::exp(at(result.scores, b, q, j));
      for (int j = 0; j < keys; ++j)
        CHECK(at(result.weights, b, q, j) ==
              doctest::Approx(std::exp(at(result.scores, b, q, j)) / sum).epsilon(1e-4));
      for (int k = 0; k < memory_size; ++k) {
        double mean = 0;
        for (int j = 0; j < keys; ++j) mean += at(result.weights, b, q, j) * at(values, b, j, k);
        CHECK(at(result.output, b, q, k) == doctest::Approx(mean).epsilon(1e-4));
      }
    }
}

/// −∞ at the last key of the second example.
Tensor padding() {
  Tensor mask({batch, 1, keys});
  mask.mutable_values()[2 * keys - 1] = -std::numeric_limits<float>::infinity();
  return mask;
}

}  // namespace

TEST_CASE("additive attention: a score is v · tanh(W s + U h)") {
  Random random(1);
  const AdditiveAttention layer(query_size, memory_size, units, random);
  const auto [query, values] = given(2);
  const AttentionResult result = layer.attend(query, layer.remember(values));
  for (int b = 0; b < batch; ++b)
    for (int q = 0; q < queries; ++q)
      for (int j = 0; j < keys; ++j) {
        double score = 0;
        for (int u = 0; u < units; ++u)
          score +=
              static_cast<double>(layer.score_proj.weight.value().values()[static_cast<std::size_t>(u)]) *
              std::tanh(product(layer.query_proj.weight, u, query, b, q) +
                        product(layer.memory_proj.weight, u, values, b, j));
        CHECK(at(result.scores, b, q, j) == doctest::Approx(score).epsilon(1e-4));
      }
  check_mean(result, values);
  CHECK(layer(query, values).shape() == Shape{batch, queries, memory_size});
  CHECK(layer.pytorch() == "AdditiveAttention(3, 5, 6)");
  CHECK(layer.pytorch_classes().size() == 1);
  CHECK(layer.parameters().size() == 3);
  CHECK_THROWS_AS(layer(values, values), Error);
  CHECK_THROWS_AS(layer(query, query), Error);
}

TEST_CASE("multiplicative attention: a score is s · W h, or s · h; fused it is the same") {
  Random random(3);
  const MultiplicativeAttention general(MultiplicativeScore::general, query_size, memory_size, random);
  const auto [query, values] = given(4);
  const AttentionResult result = general.inspect(query, values);
  for (int b = 0; b < batch; ++b)
    for (int q = 0; q < queries; ++q)
      for (int j = 0; j < keys; ++j) {
        double score = 0;
        for (int k = 0; k < query_size; ++k)
          score += at(query, b, q, k) * product(general.memory_proj->weight, k, values, b, j);
        CHECK(at(result.scores, b, q, j) == doctest::Approx(score).epsilon(1e-4));
      }
  check_mean(result, values);
  const Variable fused = general(query, values);
  for (std::size_t i = 0; i < fused.value().size(); ++i)
    CHECK(fused.value().values()[i] == doctest::Approx(result.output.value().values()[i]).epsilon(1e-4));
  CHECK(general.pytorch() == "MultiplicativeAttention(3, 5)");
  CHECK(general.pytorch_classes().size() == 1);

  const MultiplicativeAttention dot(MultiplicativeScore::dot, memory_size, memory_size, random);
  CHECK(dot.parameters().empty());
  CHECK(dot.pytorch() == "MultiplicativeAttention()");
  const AttentionResult own = dot.inspect(values, values);
  double square = 0;
  for (int k = 0; k < memory_size; ++k) square += at(values, 1, 2, k) * at(values, 1, 2, k);
  CHECK(at(own.scores, 1, 2, 2) == doctest::Approx(square).epsilon(1e-4));
  CHECK_THROWS_AS(MultiplicativeAttention(MultiplicativeScore::dot, query_size, memory_size, random), Error);
}

TEST_CASE("additive and multiplicative attention: padding has no weight, equal values are their own mean") {
  Random random(5);
  const AdditiveAttention additive(query_size, memory_size, units, random);
  const MultiplicativeAttention general(MultiplicativeScore::general, query_size, memory_size, random);
  const auto [query, values] = given(6);
  const AttentionResult results[] = {additive.attend(query, additive.remember(values), padding()),
                                     general.inspect(query, values, padding())};
  for (const AttentionResult& result : results) {
    for (int q = 0; q < queries; ++q) {
      CHECK(at(result.weights, 1, q, keys - 1) == 0);
      CHECK(at(result.weights, 0, q, keys - 1) > 0);
    }
    check_mean(result, values);
  }
  const Variable same = constant(Tensor::full({batch, keys, memory_size}, 0.25f));
  for (const Variable& context : {additive(query, same), general(query, same)})
    for (const float each : context.value().values()) CHECK(each == doctest::Approx(0.25));
}
