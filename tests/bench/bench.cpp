/// The work items of the benchmark, natively and in wasm: bench.mjs asks for "run item i n times" and takes
/// the time.
#include <cstdio>

#include "bench_item.h"
#include "core/pool.h"

namespace madang::bench {
namespace {

const std::vector<Item>& items() {
  static const std::vector<Item> all = [] {
    std::vector<Item> made;
    for (const auto part :
         {peak_items, kernel_items, mlp_step_items, cnn_step_items, lstm_step_items, gpt_step_items})
      for (Item& item : part()) made.push_back(std::move(item));
    return made;
  }();
  return all;
}

}  // namespace
}  // namespace madang::bench

// Entered once per measurement, many times in all: V8 optimises a function when it is entered, not in
// mid-loop.
extern "C" {

int bench_count() { return static_cast<int>(madang::bench::items().size()); }
const char* bench_work(int index) { return madang::bench::items()[index].work.c_str(); }
const char* bench_unit(int index) {
  return madang::bench::items()[index].unit == madang::bench::Unit::gflops ? "GFLOP/s" : "µs";
}
double bench_amount(int index) { return madang::bench::items()[index].count; }
void bench_run(int index, int times) {
  const auto& item = madang::bench::items()[index];
  for (int i = 0; i < times; ++i) item.run();
}
/// The most that an item ever holds in the pool, its parameters and their moments included, in bytes. Asked
/// for once, before anything else has run.
double bench_memory(int index) {
  const std::size_t before = madang::pool::counters().live_bytes;
  madang::pool::reset_peak();
  bench_run(index, 2);
  return static_cast<double>(madang::pool::counters().peak_bytes - before);
}

}  // extern "C"

#if !defined(__EMSCRIPTEN__)
#include <chrono>

/// Native: lists the items, then answers each line "index times" with the milliseconds it took.
int main() {
  for (int i = 0; i < bench_count(); ++i) {
    std::printf("%s|madang native|%s|%.0f|%.0f\n", bench_work(i), bench_unit(i), bench_amount(i),
                bench_memory(i));
  }
  std::printf("\n");
  std::fflush(stdout);
  int index = 0, times = 0;
  while (std::scanf("%d %d", &index, &times) == 2) {
    const auto start = std::chrono::steady_clock::now();
    bench_run(index, times);
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    std::printf("%.6f\n", taken.count());
    std::fflush(stdout);
  }
}
#endif
