#pragma once

#include <cstddef>
#include <string>

#include "core/error.h"
#include "gpu/array.h"

/// What the operations have in common: sizes, checked before anything is recorded.
namespace madang::gpu {

inline std::size_t product(int a, int b, int c = 1) {
  return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

inline std::size_t rounded_up_division(std::size_t value, std::size_t step) {
  return (value + step - 1) / step;
}

inline void expect(bool condition, const std::string& message) {
  if (!condition) throw Error("gpu::" + message);
}

inline void expect_size(const char* operand, std::size_t got, std::size_t wanted) {
  expect(got == wanted,
         std::string(operand) + " has " + std::to_string(got) + " elements, not " + std::to_string(wanted));
}

}  // namespace madang::gpu
