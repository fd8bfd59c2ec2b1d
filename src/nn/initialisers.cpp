#include "nn/initialisers.h"

#include <cmath>

namespace madang {

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
    case Initialisation::lecun_uniform: {
      const float reach = std::sqrt(3.0f) * deviation;
      return random.uniform(weight, -reach, reach);
    }
    case Initialisation::xavier_normal:
    case Initialisation::he_normal:
    case Initialisation::lecun_normal:
      return random.normal(weight, 0.0f, deviation);
  }
  throw Error("initial_weight: no such initialisation");
}

}  // namespace madang
