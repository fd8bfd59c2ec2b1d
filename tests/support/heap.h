#pragma once

#include <cstddef>

namespace madang::test {

/// What the whole test program asks of the heap; the pool's own requests are among it. A test may set the
/// numbers back.
struct Heap {
  std::size_t requests = 0;
  std::size_t largest_bytes = 0;
};
extern Heap heap;

}  // namespace madang::test
