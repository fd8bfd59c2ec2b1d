#include "nn/initialisers.h"

#include <cmath>
#include <vector>

namespace madang {
namespace {

/// Makes `count` vectors of `size` numbers orthonormal, one after the other. Twice is enough (Giraud, Langou
/// & Rozložník 2005), even where a vector was nearly in the span of those before.
void gram_schmidt(std::vector<double>& vectors, std::size_t count, std::size_t size) {
  for (std::size_t i = 0; i < count; ++i) {
    double* vector = vectors.data() + i * size;
    for (std::size_t pass = 0; pass < 2 * i; ++pass) {
      const double* before = vectors.data() + pass % i * size;
      double overlap = 0;
      for (std::size_t k = 0; k < size; ++k) overlap += vector[k] * before[k];
      for (std::size_t k = 0; k < size; ++k) vector[k] -= overlap * before[k];
    }
    double square = 0;
    for (std::size_t k = 0; k < size; ++k) square += vector[k] * vector[k];
    for (std::size_t k = 0; k < size; ++k) vector[k] /= std::sqrt(square);
  }
}

}  // namespace

Fan fan_of(const Shape& weight) {
  if (weight.rank() < 2) throw Error("fan_of: weight (out, in, …) expected: " + weight.to_string());
  int kernel = 1;
  for (int i = 2; i < weight.rank(); ++i) kernel *= weight[i];
  return {weight[1] * kernel, weight[0] * kernel};
}

float standard_deviation(Initialisation initialisation, Fan fan) {
  const auto in = static_cast<float>(fan.in);
  const auto out = static_cast<float>(fan.out);
  switch (initialisation) {
    case Initialisation::xavier_uniform:
    case Initialisation::xavier_normal:
      return std::sqrt(2.0f / (in + out));
    case Initialisation::he_uniform:
    case Initialisation::he_normal:
      return std::sqrt(2.0f / in);
    case Initialisation::he_fan_out_uniform:
    case Initialisation::he_fan_out_normal:
      return std::sqrt(2.0f / out);
    case Initialisation::lecun_uniform:
    case Initialisation::lecun_normal:
      return std::sqrt(1.0f / in);
  }
  throw Error("standard_deviation: no such initialisation");
}

Tensor initial_weight(Initialisation initialisation, const Shape& weight, Random& random) {
  const float deviation = standard_deviation(initialisation, fan_of(weight));
  switch (initialisation) {
    case Initialisation::xavier_uniform:
    case Initialisation::he_uniform:
    case Initialisation::he_fan_out_uniform:
    case Initialisation::lecun_uniform: {
      const float reach = std::sqrt(3.0f) * deviation;
      return random.uniform(weight, -reach, reach);
    }
    case Initialisation::xavier_normal:
    case Initialisation::he_normal:
    case Initialisation::he_fan_out_normal:
    case Initialisation::lecun_normal:
      return random.normal(weight, 0.0f, deviation);
  }
  throw Error("initial_weight: no such initialisation");
}

Tensor orthogonal_weight(const Shape& weight, Random& random, float gain) {
  if (weight.rank() < 2)
    throw Error("orthogonal_weight: weight (out, in, …) expected: " + weight.to_string());
  Tensor result = Tensor::uninitialized(weight);
  if (result.size() == 0) return result;
  const auto rows = static_cast<std::size_t>(weight[0]);
  const std::size_t columns = result.size() / rows;
  const bool wide = rows <= columns;  // else the columns are made orthonormal
  const std::size_t count = wide ? rows : columns, size = wide ? columns : rows;
  std::vector<double> vectors(result.size());
  for (double& number : vectors) number = random.normal();
  gram_schmidt(vectors, count, size);
  const std::span<float> out = result.mutable_values();
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      out[i * columns + j] = gain * static_cast<float>(wide ? vectors[i * size + j] : vectors[j * size + i]);
    }
  }
  return result;
}

}  // namespace madang
