#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace madang {

/// What the pool of this thread holds. `system_allocations` stands still once a training step has warmed up.
struct PoolCounters {
  std::size_t live_bytes = 0;    // handed out now
  std::size_t peak_bytes = 0;    // most ever handed out at once
  std::size_t cached_bytes = 0;  // kept for the next request
  std::uint64_t allocations = 0;
  std::uint64_t system_allocations = 0;
};

/// Blocks in size classes at most a quarter apart, kept in free lists. Tensors, graph nodes and the vectors
/// of a backward pass all come from here. One pool per thread; blocks are aligned to 16 bytes.
namespace pool {

void* allocate(std::size_t bytes);
void deallocate(void* block, std::size_t bytes) noexcept;
const PoolCounters& counters();
void reset_peak();
/// Gives the cached blocks back to the system.
void trim();

}  // namespace pool

template <class T>
struct PoolAllocator {
  using value_type = T;
  PoolAllocator() = default;
  template <class U>
  PoolAllocator(const PoolAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(pool::allocate(count * sizeof(T))); }
  void deallocate(T* block, std::size_t count) noexcept { pool::deallocate(block, count * sizeof(T)); }
  friend bool operator==(PoolAllocator, PoolAllocator) { return true; }
};

template <class T>
using PoolVector = std::vector<T, PoolAllocator<T>>;

}  // namespace madang
