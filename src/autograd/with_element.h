#pragma once

#include <cstddef>
#include <utility>

#include "autograd/variable.h"

namespace madang {

/// loss() while element `index` (row-major) of a leaf is `value`; the leaf has its own value again
/// afterwards. For finite differences.
template <class Loss>
double with_element(const Variable& leaf, std::size_t index, float value, Loss loss) {
  struct Restored {
    const Variable& leaf;
    Tensor value;
    ~Restored() { leaf.assign(std::move(value)); }
  };
  const Restored restored{leaf, leaf.value()};
  Tensor moved = leaf.value();
  moved.mutable_values()[index] = value;
  leaf.assign(std::move(moved));
  const NoRecording off;
  return static_cast<double>(loss());
}

}  // namespace madang
