#pragma once

#include "core/random.h"
#include "core/tensor.h"

namespace madang {

/// How weights start. Variance of a weight, mean 0, so that the scale of a signal is kept from layer to
/// layer:
///   xavier  2 / (fan_in + fan_out)   tanh, sigmoid   (Glorot & Bengio 2010, eq. 12 and 16)
///   he      2 / fan_in               ReLU            (He et al. 2015, eq. 10), keeps the signal's scale
///   he, fan out  2 / fan_out         ReLU            (He et al. 2015, eq. 14), keeps the gradient's
///   lecun   1 / fan_in               SELU, linear    (LeCun et al. 1998, section 4.6)
/// A uniform distribution of variance v reaches to ±√(3v).
enum class Initialisation {
  xavier_uniform,
  xavier_normal,
  he_uniform,
  he_normal,
  he_fan_out_uniform,
  he_fan_out_normal,
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

/// Orthonormal rows (or columns, where there are fewer of them) times `gain`, each such matrix equally
/// likely: Gram–Schmidt on normal random numbers (Saxe, McClelland & Ganguli 2014; PyTorch's orthogonal_).
/// weight: (out, in, …), which counts as (out, in · …).
Tensor orthogonal_weight(const Shape& weight, Random& random, float gain = 1.0f);

}  // namespace madang
