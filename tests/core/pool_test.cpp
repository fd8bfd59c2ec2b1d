#include "core/pool.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <vector>

using namespace madang;

TEST_CASE("a freed block serves the next request of its class") {
  pool::trim();
  const PoolCounters before = pool::counters();
  void* first = pool::allocate(1000);
  CHECK(pool::counters().live_bytes >= before.live_bytes + 1000);
  pool::deallocate(first, 1000);
  CHECK(pool::counters().live_bytes == before.live_bytes);
  CHECK(pool::counters().cached_bytes >= 1000);
  void* second = pool::allocate(993);
  CHECK(second == first);
  CHECK(pool::counters().system_allocations == before.system_allocations + 1);
  CHECK(pool::counters().allocations == before.allocations + 2);
  pool::deallocate(second, 993);
  pool::trim();
  CHECK(pool::counters().cached_bytes == 0);
}

TEST_CASE("blocks of every size are aligned, whole and at most a quarter too large") {
  for (std::size_t bytes = 1; bytes < 3'000'000; bytes += 1 + bytes / 7) {
    const std::size_t live = pool::counters().live_bytes;
    void* block = pool::allocate(bytes);
    CHECK(reinterpret_cast<std::uintptr_t>(block) % 16 == 0);
    std::memset(block, 0xab, bytes);
    const std::size_t taken = pool::counters().live_bytes - live;
    CHECK(taken >= bytes);
    if (bytes > 128) CHECK(taken <= bytes + bytes / 4 + 1);
    pool::deallocate(block, bytes);
  }
  pool::trim();
}

TEST_CASE("the peak is remembered until it is reset") {
  pool::reset_peak();
  const std::size_t live = pool::counters().live_bytes;
  { PoolVector<float> numbers(10'000, 1.0f); }
  CHECK(pool::counters().peak_bytes >= live + 40'000);
  pool::reset_peak();
  CHECK(pool::counters().peak_bytes == pool::counters().live_bytes);
}
