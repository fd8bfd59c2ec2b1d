#include "gpu/array.h"

#include "core/error.h"

namespace madang::gpu {

Array Array::slice(std::size_t first, std::size_t size) const {
  if (first % slice_step != 0 || first > size_ || size > size_ - first) {
    throw Error("gpu::Array::slice: " + std::to_string(first) + " + " + std::to_string(size) + " of " +
                std::to_string(size_));
  }
  Array part = *this;
  part.first_ += first;
  part.size_ = size;
  return part;
}

}  // namespace madang::gpu
