#include "nn/positions.h"

#include <cmath>

namespace madang {

Tensor sinusoidal_positions(int length, int size, int first) {
  if (length < 0 || size < 1) {
    throw Error("sinusoidal_positions: " + std::to_string(length) + " positions of size " +
                std::to_string(size));
  }
  Tensor result = Tensor::uninitialized({length, size});
  float* out = result.mutable_data();
  for (int position = first; position < first + length; ++position) {
    for (int i = 0; i < size; ++i) {
      const double angle = position / std::pow(10000.0, static_cast<double>(i / 2 * 2) / size);
      *out++ = static_cast<float>(i % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  }
  return result;
}

}  // namespace madang
