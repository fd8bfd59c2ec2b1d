#pragma once

#include <cstddef>
#include <initializer_list>

#include "kernels/gemm.h"

/// What kernels demand of their callers. The checks are inline and cheap, the throwing is out of line.
namespace madang::kernels {

/// Throws madang::Error: "softmax: sizes 3, 4, 12, 11".
[[noreturn]] void throw_sizes(const char* operation, std::initializer_list<std::size_t> sizes);

inline void check_same(const char* operation, std::size_t a, std::size_t b) {
  if (a != b) throw_sizes(operation, {a, b});
}

inline void check_same(const char* operation, std::size_t a, std::size_t b, std::size_t c) {
  if (a != b || b != c) throw_sizes(operation, {a, b, c});
}

inline void check_matrix(const char* operation, int rows, int columns, std::size_t size) {
  if (rows < 0 || columns < 0 || static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns) != size) {
    throw_sizes(operation, {static_cast<std::size_t>(rows), static_cast<std::size_t>(columns), size});
  }
}

void check_gemm(const Gemm& shape, std::size_t a, std::size_t b, std::size_t c);

}  // namespace madang::kernels
