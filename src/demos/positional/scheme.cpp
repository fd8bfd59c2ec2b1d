#include "demos/positional/scheme.h"

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "nn/positions.h"
#include "nn/relative_positions.h"
#include "nn/rotary.h"

namespace madang::demos::positional {

namespace {

constexpr float first_deviation = 0.1f;  // of learned places

float scale_of(int head_size) { return 1 / std::sqrt(static_cast<float>(head_size)); }

}  // namespace

std::vector<float> side_slopes() {
  std::vector<float> slopes = alibi_slopes(heads);
  slopes.resize(heads / 2);
  return slopes;
}

PositionScheme::PositionScheme(const Blueprint& blueprint, Random& random)
    : scheme_(blueprint.scheme), size_(blueprint.size), farthest_(blueprint.length - 1) {
  switch (scheme_) {
    case Scheme::learned:
      places_ = parameter(random.normal({reach * blueprint.length, size_}, 0, first_deviation));
      break;
    case Scheme::t5:
      bias_ = parameter(Tensor({bias_buckets, heads}));
      break;
    case Scheme::transformer_xl:
      content_ = parameter(Tensor({heads, 1, size_ / heads}));
      distance_ = parameter(Tensor({heads, 1, size_ / heads}));
      distance_weight_ = parameter(initial_weight(Initialisation::xavier_uniform, {size_, size_}, random));
      break;
    case Scheme::none:
    case Scheme::sinusoidal:
    case Scheme::rope:
    case Scheme::alibi:
      break;
  }
}

Variable PositionScheme::encoding(int length) const {
  if (scheme_ == Scheme::sinusoidal) return constant(sinusoidal_positions(length, size_));
  if (scheme_ == Scheme::learned) return slice(places_, 0, 0, length);
  return {};
}

// W_R R for distances −(length − 1) … length − 1: (heads, 2 · length − 1, head size)
Variable PositionScheme::distance_keys(int length) const {
  const int distances = 2 * length - 1;
  const Variable sinusoids = constant(sinusoidal_positions(distances, size_, 1 - length));
  return permute(reshape(linear(sinusoids, distance_weight_), {distances, heads, size_ / heads}), {1, 0, 2});
}

Variable PositionScheme::bias(int length) const {
  const int distances = 2 * length - 1;
  if (scheme_ == Scheme::alibi) return constant(two_sided_alibi(side_slopes(), length));
  if (scheme_ == Scheme::t5) {
    std::vector<std::int32_t> buckets;
    for (int distance = 1 - length; distance < length; ++distance)
      buckets.push_back(relative_bucket(distance, bias_buckets, farthest_));
    const Variable by_distance = reshape(transpose(gather(bias_, buckets)), {heads, 1, distances});
    return keys_from_distances(broadcast_to(by_distance, {heads, length, distances}));
  }
  if (scheme_ == Scheme::transformer_xl) {
    const Variable by_distance =
        matmul(distance_, distance_keys(length), {.b = true}) * scale_of(size_ / heads);
    return keys_from_distances(broadcast_to(by_distance, {heads, length, distances}));
  }
  return {};
}

Variable PositionScheme::scores(const Variable& q, const Variable& k) const {
  const int length = q.shape().at(-2), head_size = q.shape().at(-1);
  const float scale = scale_of(head_size);
  switch (scheme_) {
    case Scheme::rope:
      return matmul(rotary(q), rotary(k), {.b = true}) * scale;
    case Scheme::transformer_xl: {
      const Variable keys = reshape(distance_keys(length), {1, heads, 2 * length - 1, head_size});
      const Variable by_distance = matmul(q + distance_, keys, {.b = true});
      return (matmul(q + content_, k, {.b = true}) + keys_from_distances(by_distance)) * scale;
    }
    case Scheme::t5:
    case Scheme::alibi:
      return matmul(q, k, {.b = true}) * scale + bias(length);
    case Scheme::none:
    case Scheme::sinusoidal:
    case Scheme::learned:
      break;
  }
  return matmul(q, k, {.b = true}) * scale;
}

std::vector<NamedParameter> PositionScheme::named_parameters() const {
  switch (scheme_) {
    case Scheme::learned:
      return {{"places", places_}};
    case Scheme::t5:
      return {{"bias", bias_}};
    case Scheme::transformer_xl:
      return {{"u", content_}, {"v", distance_}, {"distances", distance_weight_}};
    case Scheme::none:
    case Scheme::sinusoidal:
    case Scheme::rope:
    case Scheme::alibi:
      break;
  }
  return {};
}

}  // namespace madang::demos::positional
