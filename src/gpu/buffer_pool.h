#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace madang::gpu {

/// GPUBufferUsage flags of the three kinds of buffer that a run needs.
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

/// Keeps the buffers of finished runs, in sizes of powers of two, for the next run of a similar size.
class BufferPool {
 public:
  /// Forgets what an earlier device had (it died with its buffers).
  void reset(int gpu);
  /// largest_bytes: the device's limit, which rounding up must not pass.
  Buffer take(BufferKind kind, std::size_t bytes, std::size_t largest_bytes);
  void give_back(const Buffer& buffer);
  /// For buffers that a failed run may have left in any state.
  void destroy(const Buffer& buffer);

  int made() const { return made_; }
  int idle() const { return idle_; }
  std::size_t held_bytes() const { return held_bytes_; }

 private:
  int gpu_ = 0;
  int made_ = 0;
  int idle_ = 0;
  std::size_t held_bytes_ = 0;
  std::size_t idle_bytes_ = 0;
  std::map<std::pair<BufferKind, std::size_t>, std::vector<int>> idle_buffers_;
};

}  // namespace madang::gpu
