// Scenarios over the C++ seam for run.mjs. What surrounds the module (no GPU, one that dies, …) is its
// affair; here each scenario says what must then hold, through Module.check(condition, name), and ends in
// Module.done().

#include <emscripten.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "gpu/operations.h"
#include "gpu/shaders.h"

using namespace madang;

namespace {

EM_JS(void, js_check, (bool condition, const char* name),
      { Module["check"](!!condition, UTF8ToString(name)); });
EM_JS(void, js_done, (), { Module["done"](); });
EM_JS(void, js_kill_device, (), { Module["killDevice"](); });

void check(bool condition, const std::string& name) { js_check(condition, name.c_str()); }

gpu::Device& device() {
  static gpu::Device instance;
  return instance;
}

std::vector<float> numbers(std::size_t count, unsigned seed) {
  std::vector<float> values(count);
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = static_cast<float>(seed >> 8) / static_cast<float>(1 << 23) - 1;
  }
  return values;
}

// Largest difference, relative to the largest value; infinite if one is NaN where the other is not.
double relative_error(const std::vector<float>& got, const std::vector<float>& wanted) {
  if (got.size() != wanted.size()) return std::numeric_limits<double>::infinity();
  double difference = 0, largest = 1e-30;
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (std::isnan(wanted[i]) != std::isnan(got[i])) return std::numeric_limits<double>::infinity();
    if (std::isnan(wanted[i])) continue;
    difference = std::max(difference, std::abs(static_cast<double>(got[i]) - wanted[i]));
    largest = std::max(largest, std::abs(static_cast<double>(wanted[i])));
  }
  return difference / largest;
}

void check_close(const gpu::Outcome& outcome, const std::vector<float>& wanted, const std::string& name) {
  const std::string error =
      outcome.ok() ? std::to_string(relative_error(outcome.values, wanted)) : outcome.reason.english;
  check(outcome.ok() && relative_error(outcome.values, wanted) <= 1e-4, name + " (error " + error + ")");
}

using Then = std::shared_ptr<std::function<void()>>;

// Calls `action` when the last copy of the result is gone.
Then when_all_done(std::function<void()> action) {
  return Then(new std::function<void()>(std::move(action)), [](std::function<void()>* last) {
    (*last)();
    delete last;
  });
}

void test_matmul(const kernels::Gemm& shape, int batch, bool shared_b, const Then& then) {
  const auto size = [](int a, int b) { return static_cast<std::size_t>(a) * static_cast<std::size_t>(b); };
  const std::size_t count = static_cast<std::size_t>(batch);
  const auto a = numbers(count * size(shape.rows, shape.depth), 1);
  const auto b = numbers((shared_b ? 1 : count) * size(shape.depth, shape.columns), 2);
  std::vector<float> wanted(count * size(shape.rows, shape.columns));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t a_size = size(shape.rows, shape.depth), b_size = size(shape.depth, shape.columns);
    const std::size_t c_size = size(shape.rows, shape.columns);
    kernels::gemm_reference(shape, std::span(a).subspan(i * a_size, a_size),
                            std::span(b).subspan(shared_b ? 0 : i * b_size, b_size),
                            std::span(wanted).subspan(i * c_size, c_size));
  }
  const std::string name = "matmul " + std::to_string(batch) + "×" + std::to_string(shape.rows) + "×" +
                           std::to_string(shape.columns) + "×" + std::to_string(shape.depth);
  gpu::matmul(device(), shape, batch, a, b,
              [=](const gpu::Outcome& outcome) { check_close(outcome, wanted, name), (void)then; });
}

void test_attention(const kernels::Attention& shape, bool with_nan, const Then& then) {
  const auto size = [&](int a, int b) {
    return static_cast<std::size_t>(shape.batch) * static_cast<std::size_t>(a) * static_cast<std::size_t>(b);
  };
  const auto q = numbers(size(shape.queries, shape.depth), 3);
  auto k = numbers(size(shape.keys, shape.depth), 4);
  const auto v = numbers(size(shape.keys, shape.value_depth), 5);
  if (with_nan) k[k.size() / 2] = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> wanted(size(shape.queries, shape.value_depth));
  kernels::attention_reference(shape, q, k, v, {}, wanted);
  const std::string name = "attention of " + std::to_string(shape.batch) + " heads, " +
                           std::to_string(shape.queries) + "×" + std::to_string(shape.keys) + ", depth " +
                           std::to_string(shape.depth) + (shape.causal ? ", causal" : "") +
                           (with_nan ? ", NaN" : "");
  gpu::attention(device(), shape, q, k, v,
                 [=](const gpu::Outcome& outcome) { check_close(outcome, wanted, name), (void)then; });
}

void once_started(std::function<void()> action) {
  device().start(std::move(action));
  check(device().state() == gpu::State::starting, "start() only begins");
}

void submit_mixed_work(const Then& then) {
  test_matmul({.rows = 1, .columns = 1, .depth = 1}, 1, false, then);
  test_matmul({.rows = 33, .columns = 31, .depth = 17, .transpose_a = true}, 3, false, then);
  test_matmul({.rows = 13, .columns = 65, .depth = 7, .transpose_b = true}, 2, true, then);
  test_attention({.batch = 4, .queries = 19, .keys = 23, .depth = 8, .value_depth = 8, .scale = 0.35f}, false,
                 then);
  test_attention({.batch = 2, .queries = 37, .keys = 37, .depth = 5, .value_depth = 9, .causal = true}, false,
                 then);
  test_attention({.batch = 1, .queries = 20, .keys = 20, .depth = 3, .value_depth = 3, .causal = true}, true,
                 then);
}

void check_limits() {
  const kernels::Gemm wide = {.rows = 1 << 20, .columns = 33, .depth = 1};
  const auto a = numbers(1 << 20, 6), b = numbers(33, 7);
  gpu::matmul(device(), wide, 1, a, b, [](const gpu::Outcome& outcome) {
    check(outcome.reason.english.find("limit") != std::string::npos,
          "132 MiB of output are too much: " + outcome.reason.english);
  });
  const kernels::Attention deep = {.queries = 1, .keys = 1, .depth = 129, .value_depth = 1};
  gpu::attention(device(), deep, numbers(129, 1), numbers(129, 2), numbers(1, 3),
                 [](const gpu::Outcome& outcome) {
                   check(!outcome.ok() && !outcome.reason.korean.empty(),
                         "too long a head is left to the CPU: " + outcome.reason.english);
                 });
}

void compute() {
  once_started([] {
    check(device().state() == gpu::State::ready, "ready: " + device().reason().english);
    check(!device().adapter().empty(), "adapter: " + device().adapter());
    check_limits();
    submit_mixed_work(when_all_done([] {
      const gpu::Usage first = device().usage();
      check(first.runs_in_flight == 0 && first.buffers_idle == first.buffers_made, "all buffers are back");
      check(first.pipelines == 2, "one pipeline for matmul and one for attention");
      submit_mixed_work(when_all_done([first] {
        check(device().usage().buffers_made == first.buffers_made, "the second round makes no buffer");
        check(device().usage().pipelines == first.pipelines, "nor a pipeline");
        device().stop();
        check(device().state() == gpu::State::off, "stopped");
        js_done();
      }));
    }));
  });
}

// Started where there is no GPU that can be used; `expected` stands in the reason.
void absent(const std::string& expected) {
  once_started([expected] {
    check(device().state() == gpu::State::failed, "failed, not crashed");
    check(device().reason().english.find(expected) != std::string::npos, device().reason().english);
    check(!device().reason().korean.empty(), device().reason().korean);
    const std::vector<float> one = {1};
    gpu::matmul(device(), {.rows = 1, .columns = 1, .depth = 1}, 1, one, one,
                [](const gpu::Outcome& outcome) {
                  check(outcome.reason.english == device().reason().english, "a run gets the same reason");
                });
    js_done();
  });
}

// The device dies under running work: each run is answered once, and after restart() everything goes on.
void lost() {
  auto answers = std::make_shared<std::vector<int>>(3);
  auto starts = std::make_shared<int>(0);
  once_started([answers, starts] {
    if (device().state() == gpu::State::lost) {
      check(device().reason().english.find("lost") != std::string::npos, device().reason().english);
      check(*answers == std::vector<int>(3, 1), "every run in flight was answered, and once");
      device().restart();
      return;
    }
    check(device().state() == gpu::State::ready, "ready: " + device().reason().english);
    if (++*starts == 2) return submit_mixed_work(when_all_done(js_done));
    const auto a = numbers(200 * 200, 1);
    for (std::size_t i = 0; i < answers->size(); ++i) {
      gpu::matmul(device(), {.rows = 200, .columns = 200, .depth = 200}, 1, a, a,
                  [=](const gpu::Outcome& outcome) {
                    ++(*answers)[i];
                    check(!outcome.ok() && outcome.values.empty(),
                          "no values from a dead device: " + outcome.reason.english);
                  });
    }
    js_kill_device();
  });
}

void broken() {
  once_started([] {
    gpu::Run run;
    const std::vector<float> input(4);
    const std::uint32_t uniforms[4] = {};
    run.program = {"broken", "@compute @workgroup_size(1) fn broken() { let x: u32 = 1.5; }", {}};
    run.uniforms = std::as_bytes(std::span(uniforms));
    run.inputs = {input};
    run.output_elements = 4;
    device().run(run, [](const gpu::Outcome& outcome) {
      check(outcome.reason.english.find("broken.wgsl:1:") != std::string::npos, outcome.reason.english);
      check(outcome.reason.korean.find("셰이더") != std::string::npos, outcome.reason.korean);
      check(device().state() == gpu::State::ready, "the device lives on");
      submit_mixed_work(when_all_done(js_done));
    });
  });
}

// Memory that the GPU does not have: the environment lets buffers fail.
void out_of_memory() {
  once_started([] {
    const std::vector<float> one = {1};
    gpu::matmul(device(), {.rows = 1, .columns = 1, .depth = 1}, 1, one, one,
                [](const gpu::Outcome& outcome) {
                  check(outcome.reason.english.find("memory") != std::string::npos, outcome.reason.english);
                  check(device().usage().buffer_bytes == 0, "nothing of the failed run is kept");
                  js_done();
                });
  });
}

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE void run_scenario(const char* name, const char* expected) {
  const std::string scenario = name;
  if (scenario == "compute") return compute();
  if (scenario == "absent") return absent(expected);
  if (scenario == "lost") return lost();
  if (scenario == "broken") return broken();
  if (scenario == "out of memory") return out_of_memory();
  check(false, "no scenario " + scenario);
  js_done();
}
