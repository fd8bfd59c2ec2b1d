#include "core/tensor.h"

#include <algorithm>
#include <limits>
#include <new>

#include "core/pool.h"

namespace madang {
namespace {

std::size_t checked_size(const Shape& shape) {
  std::size_t size = 1;
  for (int dimension : shape) {
    if (dimension < 0) throw Error("tensor: negative dimension in " + shape.to_string());
    const auto factor = static_cast<std::size_t>(dimension);
    if (factor != 0 && size > std::numeric_limits<std::size_t>::max() / 8 / factor) {
      throw Error("tensor: too many elements in " + shape.to_string());
    }
    size *= factor;
  }
  return size;
}

}  // namespace

Tensor Tensor::uninitialized(const Shape& shape) {
  Tensor tensor;
  const std::size_t size = checked_size(shape);
  tensor.shape_ = shape;
  if (size == 0) return tensor;
  const std::size_t bytes = sizeof(Buffer) + size * sizeof(float);
  tensor.buffer_ = new (pool::allocate(bytes)) Buffer{1, bytes};
  return tensor;
}

Tensor::Tensor(const Shape& shape) : Tensor(full(shape, 0.0f)) {}

Tensor Tensor::full(const Shape& shape, float value) {
  Tensor tensor = uninitialized(shape);
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
  if (checked_size(result) != size()) {
    throw Error("reshape: " + shape_.to_string() + " does not fit " + shape.to_string());
  }
  Tensor tensor = *this;
  tensor.shape_ = result;
  return tensor;
}

void Tensor::release() noexcept { pool::deallocate(buffer_, buffer_->bytes); }

}  // namespace madang
