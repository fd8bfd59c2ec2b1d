#include "nn/mixture_of_experts.h"

#include <algorithm>
#include <compare>
#include <numeric>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_shape.h"
#include "autograd/ops_softmax.h"
#include "autograd/record.h"

namespace madang {
namespace {

/// For each row the columns of its `top` largest numbers, the largest first; of equals the first.
PoolVector<std::int32_t> largest_columns(const Tensor& rows, int top) {
  const int columns = rows.shape()[1];
  PoolVector<std::int32_t> chosen, order(static_cast<std::size_t>(columns));
  for (int i = 0; i < rows.shape()[0]; ++i) {
    const float* row = rows.data() + static_cast<std::size_t>(i) * columns;
    std::iota(order.begin(), order.end(), 0);
    std::partial_sort(order.begin(), order.begin() + top, order.end(), [row](std::int32_t a, std::int32_t b) {
      const auto order = std::weak_order(row[a], row[b]);  // NaN has a place in it, too
      return order != 0 ? order > 0 : a < b;
    });
    chosen.insert(chosen.end(), order.begin(), order.begin() + top);
  }
  return chosen;
}

/// Weights of the chosen experts: (tokens · top, 1).
Variable chosen_weights(const Variable& probabilities, const PoolVector<std::int32_t>& chosen, int top) {
  const int experts = probabilities.shape()[1];
  PoolVector<std::int32_t> places(chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    places[i] = static_cast<std::int32_t>(i) / top * experts + chosen[i];
  }
  const Variable weights = gather(reshape(probabilities, {-1, 1}), places);
  if (top == 1) return weights;
  const Variable rows = reshape(weights, {-1, top});
  return reshape(rows / sum(rows, {1}, {.keep_dims = true}), {-1, 1});
}

}  // namespace

MixtureOfExperts::MixtureOfExperts(int features, Random& random, MixtureOptions mixture_options)
    : options(mixture_options), gate(features, options.experts, random, {.bias = false}) {
  if (options.top < 1 || options.top > options.experts) {
    throw Error("mixture_of_experts: top " + std::to_string(options.top) + " of " +
                std::to_string(options.experts) + " experts");
  }
  for (int i = 0; i < options.experts; ++i) {
    experts.emplace_back(std::vector{features, options.hidden_size, features}, random,
                         MlpOptions{.hidden = options.activation});
  }
}

MixtureOfExperts::Result MixtureOfExperts::operator()(const Variable& x) const {
  if (x.shape().rank() != 2 || x.shape()[0] < 1) {
    fail("mixture_of_experts", "input (tokens, features) of at least one token expected", x.shape());
  }
  const int tokens = x.shape()[0];
  Result result;
  result.probabilities = softmax(gate(x));
  result.chosen = largest_columns(result.probabilities.value(), options.top);
  const Variable weights = chosen_weights(result.probabilities, result.chosen, options.top);
  result.output = constant(Tensor(x.shape()));
  Tensor share({options.experts});
  PoolVector<Variable> importance;
  for (int expert = 0; expert < options.experts; ++expert) {
    PoolVector<std::int32_t> places, rows;  // in weights, in x
    for (std::size_t i = 0; i < result.chosen.size(); ++i) {
      if (result.chosen[i] != expert) continue;
      places.push_back(static_cast<std::int32_t>(i));
      rows.push_back(static_cast<std::int32_t>(i) / options.top);
    }
    result.load.push_back(static_cast<int>(rows.size()));
    share.mutable_values()[static_cast<std::size_t>(expert)] =
        static_cast<float>(rows.size()) / static_cast<float>(result.chosen.size());
    const Variable own = gather(weights, places);
    importance.push_back(sum(own));
    if (rows.empty()) continue;
    const Variable y = experts[static_cast<std::size_t>(expert)](gather(x, rows)) * own;
    result.output = result.output + scatter_add(y, rows, tokens);
  }
  const auto count = static_cast<float>(options.experts);
  result.balance_loss = sum(mean(result.probabilities, {0}) * constant(share)) * count;
  const Variable importances = madang::stack(importance, 0);
  result.importance_loss = variance(importances) / square(mean(importances));
  return result;
}

std::vector<NamedParameter> MixtureOfExperts::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "gate", gate);
  for (std::size_t i = 0; i < experts.size(); ++i)
    append_named(named, "experts." + std::to_string(i), experts[i]);
  return named;
}

}  // namespace madang
