#include "core/pool.h"

#include <algorithm>
#include <array>
#include <bit>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

namespace madang::pool {
namespace {

constexpr std::align_val_t block_alignment{16};
constexpr std::size_t small_step = 32;
constexpr std::size_t small_limit = 1024;
constexpr std::size_t small_classes = small_limit / small_step;
constexpr std::size_t class_count = small_classes + 4 * (sizeof(std::size_t) * 8 - 10);

struct SizeClass {
  std::size_t index;
  std::size_t bytes;
};

/// Steps of 32 bytes up to 1 KiB, then four classes per doubling.
SizeClass class_of(std::size_t bytes) {
  if (bytes <= small_limit) {
    const std::size_t index = bytes == 0 ? 0 : (bytes - 1) / small_step;
    return {index, (index + 1) * small_step};
  }
  const int shift = std::bit_width(bytes - 1) - 3;
  const std::size_t quarter = (bytes - 1) >> shift;  // 4 … 7
  return {small_classes + static_cast<std::size_t>(shift - 8) * 4 + (quarter - 4), (quarter + 1) << shift};
}

struct FreeBlock {
  FreeBlock* next;
};

// Trivially destructible: a tensor with static lifetime may be freed after everything else.
struct State {
  std::array<FreeBlock*, class_count> free;
  PoolCounters counters;
};
thread_local constinit State state{};

}  // namespace

void* allocate(std::size_t bytes) {
  const SizeClass size_class = class_of(bytes);
  FreeBlock*& head = state.free[size_class.index];
  PoolCounters& counters = state.counters;
  void* block = head;
  if (block) {
    ASAN_UNPOISON_MEMORY_REGION(block, size_class.bytes);
    head = head->next;
    counters.cached_bytes -= size_class.bytes;
  } else {
    block = ::operator new(size_class.bytes, block_alignment);
    ++counters.system_allocations;
  }
  ++counters.allocations;
  counters.live_bytes += size_class.bytes;
  counters.peak_bytes = std::max(counters.peak_bytes, counters.live_bytes);
  return block;
}

void deallocate(void* block, std::size_t bytes) noexcept {
  if (!block) return;
  const SizeClass size_class = class_of(bytes);
  FreeBlock*& head = state.free[size_class.index];
  head = new (block) FreeBlock{head};
  // The link stays readable: the leak check does not follow pointers in poisoned memory.
  ASAN_POISON_MEMORY_REGION(head + 1, size_class.bytes - sizeof(FreeBlock));
  state.counters.live_bytes -= size_class.bytes;
  state.counters.cached_bytes += size_class.bytes;
}

const PoolCounters& counters() { return state.counters; }

void reset_peak() { state.counters.peak_bytes = state.counters.live_bytes; }

void trim() {
  for (FreeBlock*& head : state.free) {
    while (head) {
      ASAN_UNPOISON_MEMORY_REGION(head, sizeof(FreeBlock));
      FreeBlock* next = head->next;
      ::operator delete(head, block_alignment);
      head = next;
    }
  }
  state.counters.cached_bytes = 0;
}

}  // namespace madang::pool
