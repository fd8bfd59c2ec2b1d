#pragma once

#include "core/random.h"
#include "core/tensor.h"

namespace madang {

/// How weights start. Variance of a weight, mean 0, so that the scale of a signal is kept from layer to
/// layer:
///   xavier  2 / (fan_in + fan_out)   tanh, sigmoid   (Glorot & Bengio 2010, eq. 12 and 16)
///   he      2 / fan_in               ReLU            (He et al. 2015, eq. 10)
///   lecun   1 / fan_in               SELU, linear    (LeCun et al. 1998, section 4.6)
/// A uniform distribution of variance v reaches to ±√(3v).
enum class Initialisation {
  xavier_uniform,
  xavier_normal,
  he_uniform,
  he_normal,
  lecun_uniform,
  lecun_normal
};

struct Fan {
  int in = 0;   // numbers that go into one unit
  int out = 0;  // units that one number goes to
};

/// weight: (out, in) or (out, in, height, width), where each count is multiplied by the size of the kernel.
Fan fan_of(const Shape& weight);
float standard_deviation(Initialisation initialisation, Fan fan);
Tensor initial_weight(Initialisation initialisation, const Shape& weight, Random& random);

}  // namespace madang
