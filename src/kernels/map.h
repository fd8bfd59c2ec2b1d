#pragma once

#include <span>

#include "kernels/simd.h"

/// Loops over whole vectors and the ragged end, once for every kernel.
namespace madang::kernels {

/// y[i] = f(x[i]…), f taking and giving float4. y may be one of the inputs.
template <class F, class... Inputs>
MADANG_INLINE void map(std::span<float> y, F f, Inputs... inputs) {
  const std::size_t whole = y.size() / kLanes * kLanes;
  std::size_t i = 0;
  for (; i < whole; i += kLanes) store(y.data() + i, f(load(inputs.data() + i)...));
  if (const int rest = static_cast<int>(y.size() - whole); rest > 0) {
    store_part(y.data() + i, f(load_part(inputs.data() + i, rest)...), rest);
  }
}

}  // namespace madang::kernels
