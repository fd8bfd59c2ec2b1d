#include "core/tensor.h"

#include <algorithm>
#include <limits>
#include <new>

#include "core/pool.h"

namespace madang {
namespace {

/// Kernels count elements in int.
std::size_t checked_size(const char* operation, const Shape& shape) {
  constexpr std::uint64_t most = std::numeric_limits<int>::max();
  std::uint64_t size = 1;
  for (int dimension : shape) {
    if (dimension < 0) throw Error(std::string(operation) + ": negative dimension in " + shape.to_string());
    size = std::min(size, most + 1) * static_cast<std::uint64_t>(dimension);
  }
  if (size > most) throw Error(std::string(operation) + ": too many elements in " + shape.to_string());
  return static_cast<std::size_t>(size);
}

void* allocate(const char* operation, const Shape& shape, std::size_t bytes) {
  try {
    return pool::allocate(bytes);
  } catch (const std::bad_alloc&) {
    throw OutOfMemory(std::string(operation) + ": no memory for " + shape.to_string());
  }
}

}  // namespace

Tensor Tensor::uninitialized(const Shape& shape, const char* operation) {
  Tensor tensor;
  const std::size_t size = checked_size(operation, shape);
  tensor.shape_ = shape;
  if (size == 0) return tensor;
  const std::size_t bytes = sizeof(Buffer) + size * sizeof(float);
  tensor.buffer_ = new (allocate(operation, shape, bytes)) Buffer{1, bytes};
  return tensor;
}

Tensor::Tensor(const Shape& shape, const char* operation) : Tensor(full(shape, 0.0f, operation)) {}

Tensor Tensor::full(const Shape& shape, float value, const char* operation) {
  Tensor tensor = uninitialized(shape, operation);
  std::ranges::fill(tensor.mutable_values(), value);
  return tensor;
}

Tensor Tensor::from(const Shape& shape, std::span<const float> values) {
  Tensor tensor = uninitialized(shape);
  if (values.size() != tensor.size()) {
    throw Error("tensor: " + std::to_string(values.size()) + " values for shape " + shape.to_string());
  }
  std::ranges::copy(values, tensor.mutable_values().begin());
  return tensor;
}

std::span<float> Tensor::mutable_values() {
  if (shares_buffer()) *this = from(shape_, values());
  return {buffer_ ? reinterpret_cast<float*>(buffer_ + 1) : nullptr, size()};
}

float Tensor::item() const {
  if (size() != 1) throw Error("item: one element expected, shape is " + shape_.to_string());
  return *data();
}

Tensor Tensor::reshaped(const Shape& shape) const {
  Shape result = shape;
  std::size_t known = 1;
  int inferred = -1;
  for (int i = 0; i < shape.rank(); ++i) {
    if (shape[i] == -1 && inferred < 0) {
      inferred = i;
    } else {
      known *= static_cast<std::size_t>(shape[i]);
    }
  }
  if (inferred >= 0 && known != 0) result[inferred] = static_cast<int>(size() / known);
  const bool counts = std::ranges::all_of(result, [](int dimension) { return dimension >= 0; });
  if (!counts || checked_size("reshape", result) != size()) {
    throw Error("reshape: " + shape_.to_string() + " does not fit " + shape.to_string());
  }
  Tensor tensor = *this;
  tensor.shape_ = result;
  return tensor;
}

void Tensor::release() noexcept { pool::deallocate(buffer_, buffer_->bytes); }

}  // namespace madang
