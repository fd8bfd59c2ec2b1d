#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <vector>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "core/pool.h"
#include "nn/losses.h"
#include "nn/mlp.h"
#include "nn/multi_head_attention.h"
#include "optim/adam.h"

namespace {
std::size_t heap_allocations = 0;
}

// Counts what the whole test program takes from the heap; the pool's own requests come through the aligned
// one.
void* operator new(std::size_t bytes) {
  ++heap_allocations;
  if (void* block = std::malloc(bytes ? bytes : 1)) return block;
  throw std::bad_alloc();
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  ++heap_allocations;
  return std::malloc(bytes ? bytes : 1);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  ++heap_allocations;
  const auto step = static_cast<std::size_t>(alignment);
  if (void* block = std::aligned_alloc(step, (bytes + step - 1) / step * step)) return block;
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, std::align_val_t) noexcept { std::free(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { std::free(block); }

using namespace madang;

namespace {

struct Problem {
  explicit Problem(std::uint64_t seed)
      : random(seed), model({2, 16, 16, 2}, random), adam(model.parameters(), {.learning_rate = 0.01f}) {
    Tensor points = random.normal({128, 2});
    for (std::size_t i = 0; i < 128; ++i)
      labels.push_back(points.data()[2 * i] * points.data()[2 * i + 1] > 0);
    x = constant(std::move(points));
  }
  float step() {
    const Variable loss = cross_entropy(model(x), labels);
    adam.step(backward(loss));
    return loss.item();
  }

  Random random;
  Mlp model;
  Adam adam;
  Variable x;
  std::vector<std::int32_t> labels;
};

}  // namespace

TEST_CASE("a training step takes nothing from the heap once warm") {
  Problem problem(1);
  for (int i = 0; i < 3; ++i) problem.step();
  const std::size_t before = heap_allocations;
  const PoolCounters pool_before = pool::counters();
  for (int i = 0; i < 20; ++i) problem.step();
  CHECK(heap_allocations == before);
  CHECK(pool::counters().system_allocations == pool_before.system_allocations);
  CHECK(pool::counters().live_bytes == pool_before.live_bytes);
  CHECK(pool::counters().allocations > pool_before.allocations);
}

TEST_CASE("a training step of attention takes nothing from the heap once warm") {
  Random random(2);
  const MultiHeadAttention layer(8, 2, random);
  Adam adam(layer.parameters());
  const Variable x = constant(random.normal({2, 6, 8}));
  const auto step = [&] { adam.step(backward(sum(square(layer(x, x, {.causal = true}))))); };
  for (int i = 0; i < 3; ++i) step();
  const std::size_t before = heap_allocations;
  for (int i = 0; i < 20; ++i) step();
  CHECK(heap_allocations == before);
}

TEST_CASE("the same seed gives the same curve, another seed another") {
  Problem a(5), b(5), other(6);
  bool differs = false;
  float first = 0, last = 0;
  for (int i = 0; i < 200; ++i) {
    last = a.step();
    if (i == 0) first = last;
    REQUIRE(last == b.step());
    differs = differs || last != other.step();
  }
  CHECK(differs);
  CHECK(last < 0.25f * first);
}
