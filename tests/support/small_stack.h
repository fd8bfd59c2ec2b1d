#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__EMSCRIPTEN__)
#include <emscripten/stack.h>
#else
#include <pthread.h>

#include <stdexcept>
#endif

/// Shows that something gets along with a small stack.
namespace madang::test {

#if defined(__EMSCRIPTEN__)

/// Bytes of the stack in linear memory that `work` touches: everything below the present top is painted
/// first, and the paint that is gone afterwards is counted. (Return addresses lie on the engine's own stack
/// of about 1 MB, which a recursion of 200,000 calls would overflow with 6 bytes per call.)
__attribute__((noinline)) inline std::size_t stack_used_by(void (*work)()) {
  constexpr std::uint32_t paint = 0x5eed5eed;
  emscripten_stack_init();
  const std::uintptr_t top = emscripten_stack_get_current() & ~std::uintptr_t{3};
  auto* const low = reinterpret_cast<volatile std::uint32_t*>(emscripten_stack_get_end());
  auto* const high = reinterpret_cast<volatile std::uint32_t*>(top);
  for (volatile std::uint32_t* word = low; word < high; ++word) *word = paint;
  work();
  const volatile std::uint32_t* touched = low;
  while (touched < high && *touched == paint) ++touched;
  return top - reinterpret_cast<std::uintptr_t>(touched);
}

inline bool runs_on_stack_of(std::size_t bytes, void (*work)()) { return stack_used_by(work) <= bytes; }

#else

/// Runs `work` in a thread that has only so much stack; an overflow kills the program.
inline bool runs_on_stack_of(std::size_t bytes, void (*work)()) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  if (pthread_attr_setstacksize(&attributes, bytes) != 0) throw std::runtime_error("no stack of this size");
  pthread_t thread;
  const auto run = [](void* function) -> void* {
    reinterpret_cast<void (*)()>(function)();
    return nullptr;
  };
  if (pthread_create(&thread, &attributes, run, reinterpret_cast<void*>(work)) != 0) {
    throw std::runtime_error("no thread");
  }
  pthread_attr_destroy(&attributes);
  return pthread_join(thread, nullptr) == 0;
}

#endif

}  // namespace madang::test
