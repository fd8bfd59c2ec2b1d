/// The work items of the benchmark, natively and in wasm: bench.mjs asks for "run item i n times" and takes
/// the time.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "bench_item.h"
#include "kernels/attention.h"
#include "kernels/gemm.h"
#include "support/samples.h"

namespace madang::bench {
namespace {

using kernels::Attention;
using kernels::Gemm;
using test::samples;
using Floats = std::shared_ptr<std::vector<float>>;

Floats floats(std::size_t count, std::uint32_t seed) {
  return std::make_shared<std::vector<float>>(samples(count, seed));
}

void add_gemm(std::vector<Item>& items, int rows, int columns, int depth) {
  const Gemm shape{rows, columns, depth};
  const Floats a = floats(static_cast<std::size_t>(rows) * depth, 1),
               b = floats(static_cast<std::size_t>(depth) * columns, 2),
               c = floats(static_cast<std::size_t>(rows) * columns, 3);
  items.push_back(
      {"gemm " + std::to_string(rows) + "x" + std::to_string(columns) + "x" + std::to_string(depth), "",
       2.0 * rows * columns * depth, [=] { kernels::gemm(shape, *a, *b, *c); }});
}

void add_attention(std::vector<Item>& items, int length) {
  constexpr int kHeads = 4, kDepth = 64;
  const Attention shape{kHeads, length, length, kDepth, kDepth, 0.125f, false};
  const std::size_t size = static_cast<std::size_t>(kHeads) * length * kDepth;
  const Floats q = floats(size, 1), k = floats(size, 2), v = floats(size, 3), out = floats(size, 4);
  const double operations = 4.0 * kHeads * length * length * kDepth;
  const std::string work = "attention forward n " + std::to_string(length);
  items.push_back({work, "", operations, [=] { kernels::attention(shape, *q, *k, *v, {}, *out); }});
  items.push_back(
      {work, " reference", operations, [=] { kernels::attention_reference(shape, *q, *k, *v, {}, *out); }});
}

const std::vector<Item>& items() {
  static const std::vector<Item> all = [] {
    std::vector<Item> made;
    add_gemm(made, 512, 512, 512);
    add_gemm(made, 64, 64, 64);
    for (const int length : {64, 128, 256, 512, 1024}) add_attention(made, length);
    for (Item& item : step_items()) made.push_back(std::move(item));
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
const char* bench_variant(int index) { return madang::bench::items()[index].variant.c_str(); }
double bench_operations(int index) { return madang::bench::items()[index].operations; }
void bench_run(int index, int times) {
  const auto& item = madang::bench::items()[index];
  for (int i = 0; i < times; ++i) item.run();
}

}  // extern "C"

#if !defined(__EMSCRIPTEN__)
#include <chrono>

/// Native: lists the items, then answers each line "index times" with the milliseconds it took.
int main() {
  for (int i = 0; i < bench_count(); ++i) {
    std::printf("%s|madang native%s|%.0f\n", bench_work(i), bench_variant(i), bench_operations(i));
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
