#include <doctest/doctest.h>

#include "autograd/ops_arithmetic.h"
#include "core/pool.h"
#include "support/small_stack.h"

using namespace madang;

namespace {

// What the work found, looked at after it: an assertion needs more stack than the work itself.
float value = 0, first_order = 0, recorded = 0, second_order = 0;
std::size_t left_bytes = 1;

void differentiate_long_chain() {
  const std::size_t live = pool::counters().live_bytes;
  {
    const Variable x = parameter(Tensor::scalar(1.0f));
    Variable y = x;
    for (int i = 0; i < 200'000; ++i) y = y + 1.0f;
    value = y.item();
    first_order = backward(y).of(x).item();
    recorded = backward(y, {.create_graph = true, .keep_intermediate = true}).of(x).item();
  }
  {
    const Variable x = parameter(Tensor::scalar(3.0f));
    Variable y = x;
    for (int i = 0; i < 50'000; ++i) y = y * 1.0f;
    const Variable slope = backward(square(y), {.create_graph = true}).of(x);  // 2x, a chain itself
    second_order = backward(slope).of(x).item();
  }
  left_bytes = pool::counters().live_bytes - live;
  pool::trim();
}

}  // namespace

TEST_CASE("deep graph: a chain of 200,000 operations is differentiated and destroyed on a stack of 64 KiB") {
  REQUIRE(test::runs_on_stack_of(64 * 1024, differentiate_long_chain));
  CHECK(value == 200'001.0f);
  CHECK(first_order == 1.0f);
  CHECK(recorded == 1.0f);
  CHECK(second_order == 2.0f);
  CHECK(left_bytes == 0);
}

#ifdef __EMSCRIPTEN__
namespace {

__attribute__((noinline)) void touch_40_kilobytes() {
  volatile char bytes[40 * 1024];
  for (volatile char& byte : bytes) byte = 1;
}

}  // namespace

TEST_CASE("deep graph: the measure of the stack sees what is used") {
  CHECK(test::stack_used_by(touch_40_kilobytes) >= 40 * 1024);
  CHECK_FALSE(test::runs_on_stack_of(32 * 1024, touch_40_kilobytes));
}
#endif
