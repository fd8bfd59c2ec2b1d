#pragma once

#include <initializer_list>
#include <span>
#include <utility>

#include "core/shape.h"

namespace madang {

/// Dense row-major float32 numbers. A value: copies share one pooled buffer until one of them is written to.
class Tensor {
 public:
  Tensor() = default;  // shape (0)
  /// Zeros. Where a tensor is too large, Error (OutOfMemory where only the room is missing) names `operation`
  /// and the shape; so do `full` and `uninitialized`.
  explicit Tensor(const Shape& shape, const char* operation = "tensor");
  static Tensor full(const Shape& shape, float value, const char* operation = "tensor");
  static Tensor scalar(float value) { return full({}, value); }
  static Tensor from(const Shape& shape, std::span<const float> values);
  static Tensor from(const Shape& shape, std::initializer_list<float> values) {
    return from(shape, std::span<const float>(values.begin(), values.size()));
  }
  /// For operations that write every element themselves.
  static Tensor uninitialized(const Shape& shape, const char* operation = "tensor");

  Tensor(const Tensor& other) noexcept : buffer_(other.buffer_), shape_(other.shape_) {
    if (buffer_) ++buffer_->references;
  }
  Tensor(Tensor&& other) noexcept
      : buffer_(std::exchange(other.buffer_, nullptr)), shape_(std::exchange(other.shape_, Shape{0})) {}
  Tensor& operator=(Tensor other) noexcept {
    std::swap(buffer_, other.buffer_);
    std::swap(shape_, other.shape_);
    return *this;
  }
  ~Tensor() {
    if (buffer_ && --buffer_->references == 0) release();
  }

  const Shape& shape() const { return shape_; }
  std::size_t size() const { return shape_.size(); }
  std::span<const float> values() const { return {data(), size()}; }
  /// Detaches from copies that share the buffer.
  std::span<float> mutable_values();
  const float* data() const { return buffer_ ? reinterpret_cast<const float*>(buffer_ + 1) : nullptr; }
  float* mutable_data() { return mutable_values().data(); }
  /// The one number of a tensor of size 1.
  float item() const;
  /// The same numbers under another shape; one dimension may be -1 and is inferred.
  Tensor reshaped(const Shape& shape) const;
  bool shares_buffer() const { return buffer_ && buffer_->references > 1; }

 private:
  struct alignas(16) Buffer {
    std::uint32_t references;
    std::size_t bytes;
  };

  void release() noexcept;

  Buffer* buffer_ = nullptr;
  Shape shape_{0};
};

}  // namespace madang
