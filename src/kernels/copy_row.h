#pragma once

#include "kernels/simd.h"

namespace madang::kernels {

/// Copies exactly `length` floats; the last vector may copy some a second time. For rows so short that a call
/// of memcpy would cost more.
MADANG_INLINE void copy_row(const float* from, int length, float* to) {
  int i = 0;
  for (; i + kLanes <= length; i += kLanes) store(to + i, load(from + i));
  if (i == length) return;
  if (length >= kLanes) {
    store(to + length - kLanes, load(from + length - kLanes));
  } else {
    for (; i < length; ++i) to[i] = from[i];
  }
}

}  // namespace madang::kernels
