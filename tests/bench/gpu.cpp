/// Our side of the GPU benchmark, in wasm: gpu_own.mjs asks, and answers come through Module.answer(values),
/// or Module.answer(null, reason).
#include <emscripten.h>

#include <cmath>
#include <memory>
#include <vector>

#include "core/random.h"
#include "gpu/attention.h"
#include "gpu/gpt_training.h"
#include "gpu/half.h"
#include "gpu/matmul.h"
#include "gpu/tuner.h"
#include "support/gpt.h"

EM_JS(void, js_answer, (const float* values, int count, const char* reason), {
  Module["answer"](count < 0 ? null : HEAPF32.slice(values >> 2, (values >> 2) + count),
                   UTF8ToString(reason));
});

namespace madang::bench {
namespace {

gpu::Device& device() {
  static gpu::Device instance;
  return instance;
}

void answer(const gpu::Outcome& outcome) {
  js_answer(outcome.values.data(), outcome.ok() ? static_cast<int>(outcome.values.size()) : -1,
            outcome.reason.english.c_str());
}

/// Something to be done on the device again and again, whose operands stay there.
struct Operation {
  std::function<void(gpu::Commands&)> record;
  gpu::Array result;
};

std::vector<Operation>& operations() {
  static std::vector<Operation> all;
  return all;
}

gpu::Array upload(const float* values, std::size_t count, bool half) {
  const std::span<const float> all(values, count);
  return half ? gpu::upload_halves(device(), all) : device().upload(all);
}

/// One model, trained by the CPU's layers and on the device from the same parameters.
struct Training {
  explicit Training(const gpu::GptShape& shape)
      : model(shape, 1e-3f), device_model(device(), shape, views()) {}

  std::vector<std::span<const float>> views() {
    std::vector<std::span<const float>> all;
    for (const Variable& parameter : model.parameters()) tensors.push_back(parameter.value());
    for (const Tensor& tensor : tensors) all.push_back(tensor.values());
    return all;
  }

  std::vector<Tensor> tensors;
  test::Gpt model;
  gpu::GptTraining device_model;
  int cpu_steps = 0, device_steps = 0;
};

std::unique_ptr<Training>& training() {
  static std::unique_ptr<Training> current;
  return current;
}

}  // namespace
}  // namespace madang::bench

using namespace madang;
using namespace madang::bench;

extern "C" {

/// Starts the device and finds its fastest variants, as a demo does. Answers with nothing.
EMSCRIPTEN_KEEPALIVE void bench_start() {
  device().start([] {
    if (device().state() != gpu::State::ready) return answer({{}, device().reason()});
    gpu::tune_matmul(device(), 512, [](const auto&) {
      gpu::tune_attention(device(), 256, [](const auto& timings) {
        answer({{}, timings.empty() ? device().reason() : Text{}});
      });
    });
  });
}

/// What the tuner found for `memory`, as text.
EMSCRIPTEN_KEEPALIVE const char* bench_variant(int of_attention) {
  static std::string name;
  name = device().recalled(of_attention ? gpu::attention_memory : gpu::matmul_memory);
  return name.c_str();
}

EMSCRIPTEN_KEEPALIVE int bench_has_half() { return device().has_half(); }

/// Both give the number of the operation. half: the operands are stored as f16.
EMSCRIPTEN_KEEPALIVE int bench_matmul(int size, int half, const float* a, const float* b) {
  const auto count = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
  const gpu::Array left = upload(a, count, half), right = upload(b, count, half),
                   product = device().array(count);
  const gpu::Matmul work = {.shape = {.rows = size, .columns = size, .depth = size},
                            .half_operands = half != 0};
  operations().push_back(
      {[=](gpu::Commands& commands) { gpu::matmul(commands, work, left, right, product); }, product});
  return static_cast<int>(operations().size()) - 1;
}

EMSCRIPTEN_KEEPALIVE int bench_attention(int heads, int length, int depth, int half, const float* q,
                                         const float* k, const float* v) {
  const auto rows = static_cast<std::size_t>(heads) * static_cast<std::size_t>(length);
  const std::size_t count = rows * static_cast<std::size_t>(depth);
  const gpu::Array queries = upload(q, count, half), keys = upload(k, count, half),
                   values = upload(v, count, half), out = device().array(count),
                   log_sum = device().array(rows);
  const gpu::Attention work = {.shape = {.batch = heads,
                                         .queries = length,
                                         .keys = length,
                                         .depth = depth,
                                         .value_depth = depth,
                                         .scale = 1 / std::sqrt(static_cast<float>(depth))},
                               .half_operands = half != 0};
  operations().push_back({[=](gpu::Commands& commands) {
                            gpu::attention(commands, work, queries, keys, values, {}, out, log_sum);
                          },
                          out});
  return static_cast<int>(operations().size()) - 1;
}

/// Does it `times` times. Answers with the first number of the result, or with all.
EMSCRIPTEN_KEEPALIVE void bench_run(int index, int times, int read_all) {
  const Operation& operation = operations()[static_cast<std::size_t>(index)];
  gpu::Commands commands(device());
  for (int i = 0; i < times; ++i) operation.record(commands);
  commands.submit_and_read(read_all ? operation.result : operation.result.slice(0, 1), answer);
}

/// A GPT of two layers and heads of depth 16, 4 texts of 32 characters, from now on the one that is trained.
EMSCRIPTEN_KEEPALIVE void bench_gpt(int model_size) {
  training().reset();
  training() = std::make_unique<Training>(gpu::GptShape{.batch = 4,
                                                        .length = 32,
                                                        .model_size = model_size,
                                                        .heads = model_size / 16,
                                                        .layers = 2,
                                                        .feed_forward_size = 4 * model_size,
                                                        .vocabulary = 64});
}

/// The loss of the last of these steps.
EMSCRIPTEN_KEEPALIVE float bench_cpu_steps(int steps) {
  float loss = 0;
  for (int i = 0; i < steps; ++i) {
    const auto text = training()->model.text(static_cast<std::uint64_t>(training()->cpu_steps++));
    loss = training()->model.step(std::span(text).first(text.size() - 1), std::span(text).subspan(1));
  }
  return loss;
}

/// Answers with the loss of the last of these steps.
EMSCRIPTEN_KEEPALIVE void bench_device_steps(int steps) {
  for (int i = 0; i < steps; ++i) {
    const auto text = training()->model.text(static_cast<std::uint64_t>(training()->device_steps++));
    training()->device_model.step(std::span(text).first(text.size() - 1), std::span(text).subspan(1),
                                  training()->model.update());
  }
  training()->device_model.read_loss(answer);
}

}  // extern "C"
