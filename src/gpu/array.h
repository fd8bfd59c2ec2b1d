#pragma once

#include <cstddef>
#include <memory>

#include "gpu/buffer_pool.h"

namespace madang::gpu {

/// 32-bit numbers in the device's memory. A copy is the same memory; the last one gives it back. An array
/// that the device could not make, or whose device was lost, has a size all the same: commands that name it
/// answer with the reason.
class Array {
 public:
  Array() = default;

  std::size_t size() const { return size_; }
  /// The same memory from `first` on. first must be a multiple of `slice_step`; throws Error.
  Array slice(std::size_t first, std::size_t size) const;
  static constexpr std::size_t slice_step = 64;  // WebGPU binds at multiples of 256 bytes

 private:
  friend class Commands;
  friend class Device;

  struct Held {
    Held(std::shared_ptr<BufferPool> of_pool, const Buffer& a_buffer)
        : pool(std::move(of_pool)), buffer(a_buffer) {}
    ~Held() { pool->give_back(buffer); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    std::shared_ptr<BufferPool> pool;
    Buffer buffer;
  };

  std::shared_ptr<const Held> held_;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace madang::gpu
