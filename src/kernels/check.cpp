#include "kernels/check.h"

#include <string>

#include "core/error.h"

namespace madang::kernels {

void throw_sizes(const char* operation, std::initializer_list<std::size_t> sizes) {
  std::string message = std::string(operation) + ": sizes do not fit:";
  for (const std::size_t size : sizes) message.append(" ").append(std::to_string(size));
  throw Error(message);
}

void check_gemm(const Gemm& shape, std::size_t a, std::size_t b, std::size_t c) {
  const auto rows = static_cast<std::size_t>(shape.rows), columns = static_cast<std::size_t>(shape.columns),
             depth = static_cast<std::size_t>(shape.depth);
  if (shape.rows >= 0 && shape.columns >= 0 && shape.depth >= 0 && a == rows * depth &&
      b == depth * columns && c == rows * columns) {
    return;
  }
  throw Error("gemm: (" + std::to_string(shape.rows) + ", " + std::to_string(shape.depth) + ") times (" +
              std::to_string(shape.depth) + ", " + std::to_string(shape.columns) +
              ") does not fit buffers of " + std::to_string(a) + ", " + std::to_string(b) + " and " +
              std::to_string(c) + " elements");
}

}  // namespace madang::kernels
