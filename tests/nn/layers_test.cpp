#include <cmath>

#include "nn/embedding.h"
#include "nn/linear.h"
#include "nn/losses.h"
#include "nn/mlp.h"
#include "nn/multi_head_attention.h"
#include "support/gradient_check.h"

using namespace madang;
using namespace madang::test;

static_assert(Module<Linear> && Module<Mlp> && Module<Embedding> && Module<MultiHeadAttention>);

namespace {

template <Module M>
std::vector<std::string> names(const M& module) {
  std::vector<std::string> result;
  for (const NamedParameter& parameter : module.named_parameters()) result.push_back(parameter.name);
  return result;
}

void rebind(Linear& layer, const std::vector<Variable>& v, std::size_t& next) {
  layer.weight = v[next++];
  if (layer.bias) layer.bias = v[next++];
}
void rebind(Embedding& layer, const std::vector<Variable>& v, std::size_t& next) { layer.weight = v[next++]; }
void rebind(Mlp& mlp, const std::vector<Variable>& v, std::size_t& next) {
  for (Linear& layer : mlp.layers) rebind(layer, v, next);
}
void rebind(MultiHeadAttention& layer, const std::vector<Variable>& v, std::size_t& next) {
  for (Linear* part : {&layer.q_proj, &layer.k_proj, &layer.v_proj, &layer.out_proj}) rebind(*part, v, next);
}

/// A module as a function of its input and all its parameters.
template <Module M, class Run>
void check_module(const std::string& name, M& module, const Points& inputs, Run run) {
  Points points = inputs;
  for (const Variable& variable : module.parameters()) points.push_back(variable.value());
  check_gradients(
      name,
      [&](const std::vector<Variable>& v) {
        M moved = module;
        std::size_t next = inputs.size();
        rebind(moved, v, next);
        return run(moved, v);
      },
      points);
}

}  // namespace

TEST_CASE("derivatives of layers in their inputs and parameters") {
  Random random(81);
  Linear linear_layer(3, 2, random), without_bias(3, 2, random, {.bias = false});
  const Points rows{random.uniform({4, 3}, -1, 1)};
  const auto apply_first = [](const auto& module, const std::vector<Variable>& v) { return module(v[0]); };
  check_module("Linear", linear_layer, rows, apply_first);
  check_module("Linear without bias", without_bias, rows, apply_first);
  Mlp mlp({3, 4, 2}, random, {.hidden = Activation::gelu, .output = Activation::sigmoid});
  check_module("Mlp", mlp, rows, apply_first);
  Embedding embedding(4, 3, random);
  const std::vector<std::int32_t> tokens{3, 1, 1};
  check_module("Embedding", embedding, {}, [&](const auto& module, auto&) { return module(tokens); });
  MultiHeadAttention attention_layer(4, 2, random);
  const Points sequences{random.uniform({2, 3, 4}, -1, 1), random.uniform({2, 2, 4}, -1, 1)};
  check_module("MultiHeadAttention", attention_layer, sequences,
               [](const auto& module, const std::vector<Variable>& v) { return module(v[0], v[1]); });
  check_module("MultiHeadAttention, inspected", attention_layer, {sequences[0]},
               [](const auto& module, const std::vector<Variable>& v) {
                 return module.inspect(v[0], v[0], {.causal = true}).output;
               });
}

TEST_CASE("parameters have PyTorch's names and shapes") {
  Random random(82);
  const Mlp mlp({2, 16, 3}, random);
  CHECK(names(mlp) == std::vector<std::string>{"0.weight", "0.bias", "2.weight", "2.bias"});
  CHECK(mlp.parameters()[0].shape() == Shape{16, 2});
  CHECK(mlp.parameters()[3].shape() == Shape{3});
  CHECK(names(MultiHeadAttention(4, 2, random)).front() == "q_proj.weight");
  CHECK(names(MultiHeadAttention(4, 2, random, {.bias = false})).size() == 4);
  CHECK_THROWS_AS(MultiHeadAttention(5, 2, random), Error);
  CHECK_THROWS_AS(Mlp({3}, random), Error);
  CHECK_THROWS_AS(Mlp({3, 0}, random), Error);
}

TEST_CASE("a linear layer from a first weight keeps it, and its bias starts at 0") {
  const Linear layer(Tensor::from({2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6}));
  const Variable y = layer(constant(Tensor::from({1, 3}, std::vector<float>{1, 0, -1})));
  CHECK(y.shape() == Shape{1, 2});
  CHECK(y.value().values()[0] == -2.f);
  CHECK(y.value().values()[1] == -2.f);
  CHECK(names(layer) == std::vector<std::string>{"weight", "bias"});
}

TEST_CASE("an MLP's last layer may begin otherwise than those before") {
  Random first(7), second(7);
  const Mlp plain({2, 8, 3}, first,
                  {.hidden = Activation::relu, .initialisation = Initialisation::he_uniform});
  const Mlp mixed({2, 8, 3}, second,
                  {.hidden = Activation::relu,
                   .initialisation = Initialisation::he_uniform,
                   .last_initialisation = Initialisation::xavier_uniform});
  CHECK(mixed.layers[0].weight.value().values()[3] == plain.layers[0].weight.value().values()[3]);
  // uniform in ±√(3 · 2/in) and in ±√(3 · 2/(in + out)): the same random numbers, another scale
  CHECK(mixed.layers[1].weight.value().values()[5] ==
        doctest::Approx(plain.layers[1].weight.value().values()[5] * std::sqrt(8.f / 11.f)));
}

TEST_CASE("an MLP's trace holds every pre-activation and activation, and their gradients can be kept") {
  Random random(83);
  const Mlp mlp({2, 4, 1}, random, {.hidden = Activation::tanh, .output = Activation::sigmoid});
  const Variable x = constant(random.normal({5, 2})), target = constant(Tensor({5, 1}));
  Mlp::Trace trace;
  const Variable y = mlp(x, trace);
  REQUIRE(trace.pre_activations.size() == 2);
  CHECK(trace.activations[1].node() == y.node());
  CHECK(y.value().values()[0] == mlp(x).value().values()[0]);
  const Gradients gradients = backward(half_squared_error(y, target), {.keep_intermediate = true});
  // δ = (y − t) y (1 − y) / n for a sigmoid unit
  for (std::size_t i = 0; i < 5; ++i) {
    const double v = y.value().data()[i];
    CHECK(gradients.of(trace.pre_activations[1]).value().data()[i] ==
          doctest::Approx(v * v * (1 - v) / 5).epsilon(1e-4));
  }
}

TEST_CASE("multi-head attention: fused and inspected agree, weights per head sum to one") {
  Random random(84);
  const MultiHeadAttention layer(8, 4, random);
  const Variable query = constant(random.normal({2, 5, 8})), memory = constant(random.normal({2, 3, 8}));
  const auto result = layer.inspect(query, memory);
  CHECK(result.weights.shape() == Shape{2, 4, 5, 3});
  const Tensor fused = layer(query, memory).value();
  for (std::size_t i = 0; i < fused.size(); ++i) {
    CHECK(fused.data()[i] == doctest::Approx(result.output.value().data()[i]).epsilon(1e-4));
  }
  const Tensor sums = sum(result.weights, {-1}).value();
  for (float total : sums.values()) CHECK(total == doctest::Approx(1.0));
}

TEST_CASE("multi-head attention: scores of one's own, with a bias that has a gradient") {
  Random random(86);
  const MultiHeadAttention layer(8, 4, random);
  const Variable query = constant(random.normal({2, 5, 8})), memory = constant(random.normal({2, 3, 8}));
  const Tensor plain = layer(query, memory).value();
  const auto scores_with = [](const Variable& bias) {
    return [bias](const Variable& q, const Variable& k) {
      return matmul(q, k, {.b = true}) * (1 / std::sqrt(2.f)) + bias;
    };
  };
  const Variable zero = parameter(Tensor({4, 5, 3}));
  const auto result = layer.inspect(query, memory, scores_with(zero));
  for (std::size_t i = 0; i < plain.size(); ++i)
    CHECK(result.output.value().data()[i] == doctest::Approx(plain.data()[i]).epsilon(1e-4));
  CHECK(backward(sum(square(result.output))).contains(zero));
  // A bias that leaves nothing but the last key: every head says its value.
  Tensor hiding({4, 5, 3});
  for (std::size_t i = 0; i < hiding.size(); ++i)
    if (i % 3 != 2) hiding.mutable_values()[i] = -1e9f;
  const auto last = layer.inspect(query, memory, scores_with(constant(hiding)));
  CHECK(last.heads.value().data()[0] == last.v.value().data()[2 * 2]);
}

TEST_CASE("initial weights have the variance that their source gives") {
  Random random(85);
  CHECK(fan_of({8, 3, 5, 5}).in == 75);
  CHECK(fan_of({8, 3, 5, 5}).out == 200);
  const std::vector<std::pair<Initialisation, double>> expected = {
      {Initialisation::xavier_uniform, 2.0 / 300}, {Initialisation::xavier_normal, 2.0 / 300},
      {Initialisation::he_uniform, 2.0 / 200},     {Initialisation::he_normal, 2.0 / 200},
      {Initialisation::he_fan_out_uniform, 0.02},  {Initialisation::he_fan_out_normal, 0.02},
      {Initialisation::lecun_uniform, 1.0 / 200},  {Initialisation::lecun_normal, 1.0 / 200}};
  for (const auto& [initialisation, variance] : expected) {
    const Tensor weight = initial_weight(initialisation, {100, 200}, random);
    double mean = 0, square = 0;
    for (float w : weight.values()) mean += w / 2e4;
    for (float w : weight.values()) square += w * w / 2e4;
    CHECK(std::abs(mean) < 4 * std::sqrt(variance / 2e4));
    CHECK(square == doctest::Approx(variance).epsilon(0.05));
  }
  CHECK_THROWS_AS(fan_of({3}), Error);
}
