#include "nn/rotary.h"

#include <cmath>
#include <vector>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_gather.h"
#include "autograd/record.h"

namespace madang {

// (a, b) → (a cos t − b sin t, b cos t + a sin t): x · cos, and its pairs swapped · (−sin, sin)
Variable rotary(const Variable& x, int first) {
  const Shape& shape = x.shape();
  if (shape.rank() < 2 || shape.at(-1) % 2 != 0 || first < 0) {
    fail("rotary", "(…, length, even depth) and a first position from 0 on expected", shape);
  }
  const int length = shape.at(-2), depth = shape.at(-1);
  Tensor cosine = Tensor::uninitialized({length, depth}), sine = cosine;
  float* cosines = cosine.mutable_data();
  float* sines = sine.mutable_data();
  for (int position = first; position < first + length; ++position) {
    for (int i = 0; i < depth; ++i) {
      const double angle = position / std::pow(10000.0, static_cast<double>(i / 2 * 2) / depth);
      *cosines++ = static_cast<float>(std::cos(angle));
      *sines++ = static_cast<float>(i % 2 == 0 ? -std::sin(angle) : std::sin(angle));
    }
  }
  std::vector<std::int32_t> swapped(static_cast<std::size_t>(depth));
  for (int i = 0; i < depth; ++i) swapped[static_cast<std::size_t>(i)] = i ^ 1;
  return x * constant(cosine) + gather(x, swapped, shape.rank() - 1) * constant(sine);
}

}  // namespace madang
