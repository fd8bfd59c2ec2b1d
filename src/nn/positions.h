#pragma once

#include "core/tensor.h"

namespace madang {

/// Sine and cosine of the position at wavelengths from 2π to 10000 · 2π (Vaswani et al. 2017, section 3.5):
/// number 2i of a row is sin(p / 10000^(2i / size)), number 2i + 1 its cosine. The first row is that of
/// position `first`, which may be negative: distances have sinusoids too. → (length, size)
Tensor sinusoidal_positions(int length, int size, int first = 0);

}  // namespace madang
