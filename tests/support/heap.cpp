#include "support/heap.h"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace madang::test {

Heap heap;

namespace {

void count(std::size_t bytes) {
  ++heap.requests;
  heap.largest_bytes = std::max(heap.largest_bytes, bytes);
}

}  // namespace

}  // namespace madang::test

void* operator new(std::size_t bytes) {
  madang::test::count(bytes);
  if (void* block = std::malloc(bytes ? bytes : 1)) return block;
  throw std::bad_alloc();
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  madang::test::count(bytes);
  return std::malloc(bytes ? bytes : 1);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  madang::test::count(bytes);
  const auto step = static_cast<std::size_t>(alignment);
  if (void* block = std::aligned_alloc(step, (bytes + step - 1) / step * step)) return block;
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, std::align_val_t) noexcept { std::free(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { std::free(block); }
