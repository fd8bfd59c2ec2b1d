#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace madang::gpu {

/// GPUBufferUsage flags of the three kinds of buffer that are needed.
enum class BufferKind {
  storage = 0x80 | 0x08 | 0x04,  // STORAGE | COPY_DST | COPY_SRC
  uniform = 0x40 | 0x08,         // UNIFORM | COPY_DST
  staging = 0x08 | 0x01,         // COPY_DST | MAP_READ
};

struct Buffer {
  int handle = 0;
  BufferKind kind = BufferKind::storage;
  std::size_t bytes = 0;
};

/// Keeps buffers that are no longer used, in sizes of powers of two, for the next one of a similar size.
/// Belongs to one start of the device and dies with it.
class BufferPool {
 public:
  explicit BufferPool(int gpu) : gpu_(gpu) {}

  /// largest_bytes: the device's limit, which rounding up must not pass.
  Buffer take(BufferKind kind, std::size_t bytes, std::size_t largest_bytes);
  void give_back(const Buffer& buffer);
  /// After a failure, which may have left buffers in any state: none that exists now is used again.
  void distrust();
  /// The device is gone, and all buffers with it.
  void close() { gpu_ = 0; }

  int made() const { return made_; }
  int idle() const { return idle_; }
  std::size_t held_bytes() const { return held_bytes_; }

 private:
  void destroy(const Buffer& buffer);

  int gpu_;
  int made_ = 0;
  int idle_ = 0;
  int last_distrusted_ = 0;  // handles grow
  int last_handle_ = 0;
  std::size_t held_bytes_ = 0;
  std::size_t idle_bytes_ = 0;
  std::map<std::pair<BufferKind, std::size_t>, std::vector<int>> idle_buffers_;
};

}  // namespace madang::gpu
