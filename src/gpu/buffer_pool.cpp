#include "gpu/buffer_pool.h"

#include <algorithm>
#include <bit>

#include "gpu/glue.h"

namespace madang::gpu {
namespace {

constexpr std::size_t smallest_bytes = 256;
constexpr std::size_t largest_idle_bytes = std::size_t{64} << 20;

}  // namespace

Buffer BufferPool::take(BufferKind kind, std::size_t bytes, std::size_t largest_bytes) {
  const std::size_t size = std::min(std::bit_ceil(std::max(bytes, smallest_bytes)), largest_bytes);
  std::vector<int>& idle = idle_buffers_[{kind, size}];
  if (idle.empty()) {
    ++made_;
    held_bytes_ += size;
    last_handle_ = madang_gpu_buffer(gpu_, static_cast<double>(size), static_cast<int>(kind));
    return {last_handle_, kind, size};
  }
  const int handle = idle.back();
  idle.pop_back();
  --idle_;
  idle_bytes_ -= size;
  return {handle, kind, size};
}

void BufferPool::give_back(const Buffer& buffer) {
  if (gpu_ == 0) return;
  if (buffer.handle <= last_distrusted_ || idle_bytes_ + buffer.bytes > largest_idle_bytes) {
    return destroy(buffer);
  }
  idle_buffers_[{buffer.kind, buffer.bytes}].push_back(buffer.handle);
  ++idle_;
  idle_bytes_ += buffer.bytes;
}

void BufferPool::distrust() {
  for (const auto& [size, handles] : idle_buffers_) {
    for (const int handle : handles) destroy({handle, size.first, size.second});
  }
  idle_buffers_.clear();
  idle_ = 0;
  idle_bytes_ = 0;
  last_distrusted_ = last_handle_;
}

void BufferPool::destroy(const Buffer& buffer) {
  madang_gpu_free(gpu_, buffer.handle);
  held_bytes_ -= buffer.bytes;
}

}  // namespace madang::gpu
