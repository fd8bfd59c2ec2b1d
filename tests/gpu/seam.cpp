// Scenarios over the C++ seam for seam.mjs. What surrounds the module (no GPU, one that dies, …) is its
// affair.

#include "gpu/commands.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/error.h"
#include "gpu/attention.h"
#include "gpu/crossover.h"
#include "gpu/layers.h"
#include "gpu/matmul.h"
#include "gpu/operations.h"
#include "gpu/tuner.h"
#include "kernels.h"
#include "support.h"

EM_JS(void, js_kill_device, (), { Module["killDevice"](); });

namespace madang::gpu_tests {
namespace {

void expect_values(const gpu::Outcome& outcome, const std::vector<float>& wanted, const std::string& name) {
  check(outcome.ok() && relative_error(outcome.values, wanted) <= 1e-4, name + " " + outcome.reason.english);
}

void matmul_case(const kernels::Gemm& shape, int batch, const Then& then) {
  const auto size = [](int a, int b) { return static_cast<std::size_t>(a) * static_cast<std::size_t>(b); };
  const std::size_t count = static_cast<std::size_t>(batch), a_size = size(shape.rows, shape.depth),
                    b_size = size(shape.depth, shape.columns), c_size = size(shape.rows, shape.columns);
  const auto a = numbers(count * a_size, 1), b = numbers(count * b_size, 2);
  std::vector<float> wanted(count * c_size);
  for (std::size_t i = 0; i < count; ++i) {
    kernels::gemm_reference(shape, std::span(a).subspan(i * a_size, a_size),
                            std::span(b).subspan(i * b_size, b_size),
                            std::span(wanted).subspan(i * c_size, c_size));
  }
  gpu::matmul(device(), shape, batch, a, b,
              [=](const gpu::Outcome& outcome) { expect_values(outcome, wanted, "matmul"), (void)then; });
}

void attention_case(const kernels::Attention& shape, const Then& then, const std::vector<float>& mask = {}) {
  const auto size = [&](int a, int b) {
    return static_cast<std::size_t>(shape.batch) * static_cast<std::size_t>(a) * static_cast<std::size_t>(b);
  };
  const auto q = numbers(size(shape.queries, shape.depth), 3), k = numbers(size(shape.keys, shape.depth), 4),
             v = numbers(size(shape.keys, shape.value_depth), 5);
  std::vector<float> wanted(size(shape.queries, shape.value_depth));
  kernels::attention_reference(shape, q, k, v, mask, wanted);
  gpu::attention(device(), shape, q, k, v, mask, [=](const gpu::Outcome& outcome) {
    expect_values(outcome, wanted, "attention"), (void)then;
  });
}

/// Free masks and padding, of which the second becomes a mask on the way; one row sees nothing.
void masked_cases(const Then& then) {
  const int lengths[] = {5, 0};
  const kernels::Attention shape{
      .batch = 4, .queries = 7, .keys = 9, .depth = 8, .value_depth = 8, .scale = 0.35f};
  for (const std::size_t masks : {0u, 1u, 4u})
    for (const bool causal : {false, true})
      for (const bool padded : {false, true}) {
        auto mask = numbers(masks * 7 * 9, 6);
        for (std::size_t i = 0; i < mask.size(); ++i)
          if (mask[i] < 0 || i / 9 % 7 == 2) mask[i] = -INFINITY;
        kernels::Attention masked = shape;
        masked.causal = causal;
        if (padded) masked.key_lengths = lengths;
        attention_case(masked, then, mask);
      }
}

void check_refusals() {
  const int lengths[] = {1};
  bool refused = false;
  try {
    gpu::Commands commands(device());
    const gpu::Array one = device().array(1);
    gpu::attention(commands,
                   {.shape = {.queries = 1, .keys = 1, .depth = 1, .value_depth = 1, .key_lengths = lengths}},
                   one, one, one, {}, one, one);
  } catch (const Error&) {
    refused = true;
  }
  check(refused, "recorded attention refuses lengths: a mask says the same");
}

void submit_mixed_work(const Then& then) {
  matmul_case({.rows = 1, .columns = 1, .depth = 1}, 1, then);
  matmul_case({.rows = 33, .columns = 31, .depth = 17}, 3, then);
}

void check_limits() {
  const kernels::Gemm wide = {.rows = 1 << 20, .columns = 33, .depth = 1};
  gpu::matmul(device(), wide, 1, numbers(1 << 20, 6), numbers(33, 7), [](const gpu::Outcome& outcome) {
    check(outcome.reason.english.find("limit") != std::string::npos,
          "132 MiB of output are too much: " + outcome.reason.english);
  });
  const kernels::Attention deep = {.queries = 1, .keys = 1, .depth = 129, .value_depth = 1};
  gpu::attention(device(), deep, numbers(129, 1), numbers(129, 2), numbers(1, 3), {},
                 [](const gpu::Outcome& outcome) {
                   check(!outcome.ok() && !outcome.reason.korean.empty(),
                         "too long a head is left to the CPU: " + outcome.reason.english);
                 });
  gpu::Commands commands(device());
  const gpu::Workgroups many = commands.spread(200'000);
  check(many[0] <= device().limits().workgroups && many[0] * many[1] >= 200'000,
        "many rows are spread over two dimensions");
}

/// The device begins, works twice on the same buffers, and stops.
void compute() {
  when_ready([] {
    check(!device().adapter().empty(), "adapter: " + device().adapter());
    check_limits();
    const Then first_round = when_all_done([] {
      const gpu::Usage first = device().usage();
      check(first.reads_in_flight == 0 && first.buffers_idle == first.buffers_made, "all buffers are back");
      check(first.pipelines == 2, "one pipeline for matmul and one for attention");
      submit_mixed_work(when_all_done([first] {
        check(device().usage().buffers_made == first.buffers_made, "the second round makes no buffer");
        check(device().usage().pipelines == first.pipelines, "nor a pipeline");
        device().stop();
        check(device().state() == gpu::State::off, "stopped");
        done();
      }));
    });
    submit_mixed_work(first_round);
    attention_case({.batch = 4, .queries = 19, .keys = 23, .depth = 8, .value_depth = 8, .scale = 0.35f},
                   first_round);
  });
}

/// What is recorded is done in order, whatever has to be compiled on the way.
void order() {
  when_ready([] {
    const auto one = numbers(640, 1), other = numbers(640, 2);
    std::vector<float> sum(640), wanted(640);
    for (std::size_t i = 0; i < 640; ++i) sum[i] = one[i] + other[i], wanted[i] = sum[i] * other[i];
    const gpu::Array a = device().upload(one), b = device().upload(other), y = device().array(640);
    gpu::Commands commands(device());
    gpu::elementwise(commands, gpu::Elementwise::add, a, b, y);
    gpu::elementwise(commands, gpu::Elementwise::multiply, y, b, a);
    commands.submit();
    check(device().usage().reads_in_flight == 0, "nothing is read that was not asked for");
    device().write(b, std::vector<float>(640, 0));  // the two dispatches before must not see it
    const Then then = when_all_done(done);
    commands.submit_and_read(a, [wanted, then](const auto& outcome) {
      expect_values(outcome, wanted, "two dispatches in one submit");
    });
    commands.submit_and_read(b, [then](const auto& outcome) {
      expect_values(outcome, std::vector<float>(640), "the write came after them");
    });
    gpu::elementwise(commands, gpu::Elementwise::add, y.slice(64, 100), y.slice(64, 100), a.slice(128, 100));
    commands.submit_and_read(a.slice(128, 100), [sum, then](const auto& outcome) {
      std::vector<float> twice(sum.begin() + 64, sum.begin() + 164);
      for (float& value : twice) value *= 2;
      expect_values(outcome, twice, "slices");
    });
    bool refused = false;
    try {
      (void)y.slice(1, 2);
    } catch (const Error&) {
      refused = true;
    }
    check(refused, "a slice begins at a multiple of 64");
  });
}

// Started where there is no GPU that can be used; `expected` stands in the reason.
void absent(const std::string& expected) {
  device().start([expected] {
    check(device().state() == gpu::State::failed, "failed, not crashed");
    check(device().reason().english.find(expected) != std::string::npos, device().reason().english);
    check(!device().reason().korean.empty(), device().reason().korean);
    const std::vector<float> one = {1};
    gpu::matmul(device(), {.rows = 1, .columns = 1, .depth = 1}, 1, one, one,
                [](const gpu::Outcome& outcome) {
                  check(outcome.reason.english == device().reason().english, "a run gets the same reason");
                });
    done();
  });
  check(device().state() == gpu::State::starting, "start() only begins");
}

// The page says that the last start killed it: nothing is tried before the reader asks.
void killed_page() {
  device().start([] {
    if (device().state() == gpu::State::ready) return submit_mixed_work(when_all_done(done));
    check(device().state() == gpu::State::failed, "not started by itself");
    check(device().reason().english.find("last time") != std::string::npos, device().reason().english);
    device().restart();
  });
}

// The device dies under running work: each read is answered once, and after restart() everything goes on.
void lost() {
  auto answers = std::make_shared<std::vector<int>>(3);
  auto starts = std::make_shared<int>(0);
  auto old = std::make_shared<gpu::Array>();
  device().start([=] {
    if (device().state() == gpu::State::lost) {
      check(device().reason().english.find("lost") != std::string::npos, device().reason().english);
      check(*answers == std::vector<int>(3, 1), "every read in flight was answered, and once");
      device().restart();
      return;
    }
    check(device().state() == gpu::State::ready, "ready: " + device().reason().english);
    if (++*starts == 2) {
      gpu::Commands commands(device());
      commands.submit_and_read(*old, [](const auto& outcome) {
        check(outcome.reason.english.find("gone") != std::string::npos, outcome.reason.english);
      });
      return submit_mixed_work(when_all_done(done));
    }
    *old = device().array(1);
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
  when_ready([] {
    const std::array arrays = {device().array(4)};
    gpu::Commands commands(device());
    commands.dispatch({"broken", "@compute @workgroup_size(1) fn broken() { let x: u32 = 1.5; }"}, 0, arrays,
                      {1, 1, 1});
    commands.submit_and_read(arrays[0], [](const gpu::Outcome& outcome) {
      check(outcome.reason.english.find("broken.wgsl:1:") != std::string::npos, outcome.reason.english);
      check(outcome.reason.korean.find("셰이더") != std::string::npos, outcome.reason.korean);
      check(device().state() == gpu::State::ready, "the device lives on");
      submit_mixed_work(when_all_done(done));
    });
  });
}

// Memory that the GPU does not have: the environment lets buffers fail.
void out_of_memory() {
  when_ready([] {
    const std::vector<float> one = {1};
    gpu::matmul(device(), {.rows = 1, .columns = 1, .depth = 1}, 1, one, one,
                [](const gpu::Outcome& outcome) {
                  check(outcome.reason.english.find("memory") != std::string::npos, outcome.reason.english);
                  check(device().usage().buffer_bytes == 0, "nothing of the failed run is kept");
                  done();
                });
  });
}

/// All on one device, so that each pipeline is compiled once: on a software device that is most of the time.
void kernels() {
  const Then then = when_all_done([] { test_gpt_training(when_all_done(done)); });
  test_matmul(then);
  test_attention(then);
  test_attention_backward(then);
  test_layers(then);
  masked_cases(then);
  check_refusals();
  test_finite_differences(then);
}

/// CPU or GPU by what was measured here, or on an earlier page.
void choice() {
  when_ready([] {
    const kernels::Attention small = {.queries = 2, .keys = 2, .depth = 4, .value_depth = 4};
    const kernels::Attention large = {
        .batch = 8, .queries = 4096, .keys = 4096, .depth = 64, .value_depth = 64};
    const auto check_choice = [=](const std::string& when) {
      check(gpu::choose(device(), small).backend == gpu::Backend::simd,
            "small work stays on the CPU " + when);
      const gpu::Choice choice = gpu::choose(device(), large);
      const bool pays = *gpu::crossover(device(), gpu::Operation::attention) <= gpu::multiply_adds(large);
      check(choice.backend == (pays ? gpu::Backend::webgpu : gpu::Backend::simd),
            "large work goes where it was faster " + when + ": " + choice.reason.english);
      check(choice.reason.english.find("easured") != std::string::npos && !choice.reason.korean.empty(),
            choice.reason.korean);
      // A product has a crossover of its own, remembered by whoever measured it.
      gpu::remember_crossover(device(), gpu::Operation::matmul, 1e6);
      check(gpu::choose(device(), kernels::Gemm{.rows = 99, .columns = 99, .depth = 99}).backend ==
                    gpu::Backend::simd &&
                gpu::choose(device(), kernels::Gemm{.rows = 101, .columns = 101, .depth = 101}).backend ==
                    gpu::Backend::webgpu,
            "products go by theirs " + when);
    };
    if (gpu::crossover(device(), gpu::Operation::attention)) {
      check_choice("as remembered");
      return done();
    }
    check(gpu::choose(device(), large).reason.english.find("Not measured") != std::string::npos,
          "unmeasured, the CPU: " + gpu::choose(device(), large).reason.english);
    gpu::measure_crossover(device(), [check_choice] {
      check(gpu::crossover(device(), gpu::Operation::attention).has_value(), "measured");
      check(!device().recalled(gpu::attention_memory).empty(), "by the fastest variant");
      if (gpu::crossover(device(), gpu::Operation::attention)) check_choice("as measured");
      done();
    });
  });
}

/// The fastest variant is found, remembered, and used. (Of attention: by choice().)
void tuner() {
  when_ready([] {
    gpu::tune_matmul(device(), 96, [](const std::vector<gpu::Timing>& timings) {
      check(timings.size() == gpu::matmul_variants(device()).size(), "every variant was tried");
      const auto fastest = std::ranges::min_element(timings, {}, &gpu::Timing::milliseconds);
      const std::string chosen = device().recalled(gpu::matmul_memory);
      check(chosen == fastest->variant, "the fastest was chosen: " + chosen);
      const int pipelines = device().usage().pipelines;
      submit_mixed_work(when_all_done(done));
      check(device().usage().pipelines == pipelines, "and is used");
    });
  });
}

void run(const std::string& scenario, const std::string& expected) {
  if (scenario == "compute") return compute();
  if (scenario == "order") return order();
  if (scenario == "absent") return absent(expected);
  if (scenario == "killed page") return killed_page();
  if (scenario == "lost") return lost();
  if (scenario == "tuner") return tuner();
  if (scenario == "choice") return choice();
  if (scenario == "broken") return broken();
  if (scenario == "out of memory") return out_of_memory();
  if (scenario == "kernels") return when_ready(kernels);
  if (scenario == "half kernels") return when_ready(test_half_kernels);
  if (scenario == "no half") return when_ready(test_without_half);
  check(false, "no scenario " + scenario);
  done();
}

}  // namespace
}  // namespace madang::gpu_tests

extern "C" EMSCRIPTEN_KEEPALIVE void run_scenario(const char* name, const char* expected) {
  madang::gpu_tests::run(name, expected);
}
