#include "demos/positional/model.h"

#include <cmath>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "nn/positions.h"
#include "nn/relative_positions.h"
#include "nn/rotary.h"

namespace madang::demos::positional {

constexpr float first_deviation = 0.1f;  // of learned places

std::vector<std::int32_t> buckets_of(int length, int trained_length) {
  std::vector<std::int32_t> buckets;
  for (int distance = 1 - length; distance < length; ++distance)
    buckets.push_back(relative_bucket(distance, bias_buckets, trained_length - 1));
  return buckets;
}

std::vector<float> side_slopes() {
  std::vector<float> slopes = alibi_slopes(heads);
  slopes.resize(heads / 2);
  return slopes;
}

PositionScheme::PositionScheme(const Blueprint& blueprint, Random& random)
    : scheme_(blueprint.scheme), size_(blueprint.size), trained_length_(blueprint.length) {
  if (scheme_ == Scheme::learned)
    places_ = parameter(random.normal({reach * trained_length_, size_}, 0, first_deviation));
  if (scheme_ == Scheme::t5) bias_ = parameter(Tensor({bias_buckets, heads}));
  if (scheme_ == Scheme::transformer_xl) {
    content_ = parameter(Tensor({heads, 1, head_size()}));
    distance_ = parameter(Tensor({heads, 1, head_size()}));
    distance_weight_ = parameter(initial_weight(Initialisation::xavier_uniform, {size_, size_}, random));
  }
}

float PositionScheme::scale() const { return 1 / std::sqrt(static_cast<float>(head_size())); }

Variable PositionScheme::encoding(int length) const {
  if (scheme_ == Scheme::sinusoidal) return constant(sinusoidal_positions(length, size_));
  if (scheme_ == Scheme::learned) return slice(places_, 0, 0, length);
  return {};
}

// W_R R for distances −(length − 1) … length − 1: (heads, 2 · length − 1, head size)
Variable PositionScheme::distance_keys(int length) const {
  const int distances = 2 * length - 1;
  const Variable sinusoids = constant(sinusoidal_positions(distances, size_, 1 - length));
  return permute(reshape(linear(sinusoids, distance_weight_), {distances, heads, head_size()}), {1, 0, 2});
}

Variable PositionScheme::bias(int length) const {
  const int distances = 2 * length - 1;
  const auto for_all_queries = [&](const Variable& by_distance) {  // (heads, 1, distances)
    return keys_from_distances(broadcast_to(by_distance, {heads, length, distances}));
  };
  if (scheme_ == Scheme::alibi) return constant(two_sided_alibi(side_slopes(), length));
  if (scheme_ == Scheme::t5)
    return for_all_queries(
        reshape(transpose(gather(bias_, buckets_of(length, trained_length_))), {heads, 1, distances}));
  if (scheme_ == Scheme::transformer_xl)
    return for_all_queries(matmul(distance_, distance_keys(length), {.b = true}) * scale());
  return {};
}

Variable PositionScheme::scores(const Variable& q, const Variable& k) const {
  const int length = q.shape().at(-2);
  if (scheme_ == Scheme::rope) return matmul(rotary(q), rotary(k), {.b = true}) * scale();
  if (scheme_ == Scheme::transformer_xl) {
    const Variable keys = reshape(distance_keys(length), {1, heads, 2 * length - 1, head_size()});
    const Variable by_distance = keys_from_distances(matmul(q + distance_, keys, {.b = true}));
    return (matmul(q + content_, k, {.b = true}) + by_distance) * scale();
  }
  const Variable scores = matmul(q, k, {.b = true}) * scale();
  const Variable added = bias(length);
  return added ? scores + added : scores;
}

std::vector<NamedParameter> PositionScheme::named_parameters() const {
  std::vector<NamedParameter> named;
  for (const NamedParameter& parameter : {NamedParameter{"places", places_},
                                          {"bias", bias_},
                                          {"u", content_},
                                          {"v", distance_},
                                          {"distances", distance_weight_}})
    if (parameter.variable) named.push_back(parameter);
  return named;
}

Model::Model(const Blueprint& b, Random random)
    : embedding_(b.symbols, b.size, random),
      attention_(b.size, heads, random),
      linear1_(b.size, 2 * b.size, random),
      linear2_(2 * b.size, b.size, random),
      answer_(b.size, b.answers, random),
      norm1_(b.size),
      norm2_(b.size),
      norm3_(b.size),
      scheme_(b, random) {}

Model::Pass Model::forward(std::span<const std::int32_t> symbols, int length,
                           std::span<const std::int32_t> asked) const {
  const int size = embedding_.weight.shape()[1];
  const int count = static_cast<int>(symbols.size()) / length;
  Variable x = reshape(embedding_(symbols), {count, length, size});
  if (const Variable places = scheme_.encoding(length)) x = x + places;
  const Variable seen = norm1_(x);
  const auto attended = attention_.inspect(
      seen, seen, [&](const Variable& q, const Variable& k) { return scheme_.scores(q, k); });
  x = x + attended.output;
  // From here on each place is on its own: only those that are asked matter.
  x = gather(reshape(x, {count * length, size}), asked);
  x = x + linear2_(gelu(linear1_(norm2_(x))));
  return {answer_(norm3_(x)), attended.weights};
}

std::vector<NamedParameter> Model::named_parameters() const {
  std::vector<NamedParameter> named;
  append_named(named, "embedding", embedding_);
  for (NamedParameter& parameter : attention_.named_parameters()) named.push_back(std::move(parameter));
  append_named(named, "linear1", linear1_);
  append_named(named, "linear2", linear2_);
  append_named(named, "answer", answer_);
  append_named(named, "norm1", norm1_);
  append_named(named, "norm2", norm2_);
  append_named(named, "norm3", norm3_);
  for (NamedParameter& parameter : scheme_.named_parameters()) named.push_back(std::move(parameter));
  return named;
}

}  // namespace madang::demos::positional
