#pragma once

#include "kernels/simd.h"

namespace madang::kernels {

/// For kernels that read and write several arrays of one length: calls `step(read, write)` for whole vectors,
/// then once for the ragged end; read(array) gives the present vector of an array, write(array, v) sets it.
template <class F>
MADANG_INLINE void in_vectors(std::size_t size, F step) {
  std::size_t i = 0;
  for (; i + kLanes <= size; i += kLanes) {
    step([i](const float* from) { return load(from + i); },
         [i](float* to, float4 value) { store(to + i, value); });
  }
  if (const int rest = static_cast<int>(size - i); rest > 0) {
    step([=](const float* from) { return load_part(from + i, rest); },
         [=](float* to, float4 value) { store_part(to + i, value, rest); });
  }
}

}  // namespace madang::kernels
