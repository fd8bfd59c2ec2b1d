#include "gpu/gpt_training.h"

#include <cmath>

#include "gpu/attention.h"
#include "gpu/matmul.h"
#include "kernels.h"
#include "support.h"
#include "support/gpt.h"

namespace madang::gpu_tests {
namespace {

constexpr gpu::GptShape shape = {.batch = 2,
                                 .length = 8,
                                 .model_size = 64,
                                 .heads = 4,
                                 .layers = 2,
                                 .feed_forward_size = 80,
                                 .vocabulary = 17};
constexpr int steps = 50;
constexpr float learning_rate = 3e-3f;

struct Run {
  test::Gpt model{shape, learning_rate};
  std::vector<float> losses;
  std::unique_ptr<gpu::GptTraining> training;
  gpu::Usage after_first;
  Then then;  // what comes after all
};

void compare_end(const std::shared_ptr<Run>& run) {
  std::vector<float> wanted;
  for (const Variable& parameter : run->model.parameters()) {
    const auto values = parameter.value().values();
    wanted.insert(wanted.end(), values.begin(), values.end());
  }
  run->training->read_parameters([wanted, run](const gpu::Outcome& outcome) {
    const double error = relative_error(outcome.values, wanted);
    check(error <= 5e-2, "the parameters agree (error " + std::to_string(error) + ")");
    run->then.reset();
  });
}

void train_on_device(const std::shared_ptr<Run>& run) {
  const Then then = when_all_done([run] { compare_end(run); });
  for (int step = 0; step < steps; ++step) {
    const auto text = run->model.text(static_cast<std::uint64_t>(step));
    run->training->step(std::span(text).first(text.size() - 1), std::span(text).subspan(1),
                        run->model.update());
    if (step == 0) {
      run->after_first = device().usage();
      check(run->after_first.reads_in_flight == 0, "a step reads nothing back");
    }
    if (step % 10 != 0 && step != steps - 1) continue;
    run->training->read_loss([run, step, then](const gpu::Outcome& outcome) {
      const float wanted = run->losses[static_cast<std::size_t>(step)];
      const float got = outcome.ok() ? outcome.values[0] : NAN;
      check(std::abs(got - wanted) <= 0.02f * wanted,
            "loss of step " + std::to_string(step + 1) + ": " + std::to_string(got) + " on the GPU, " +
                std::to_string(wanted) + " on the CPU " + outcome.reason.english);
    });
  }
  check(device().usage().pipelines == run->after_first.pipelines, "no pipeline is made after the first step");
}

}  // namespace

void test_gpt_training(const Then& then) {
  // The variants that are fastest on a software renderer, where it has them: this is the longest of the
  // tests.
  device().remember(gpu::matmul_memory, std::string(gpu::matmul_variants(device()).back().name));
  device().remember(gpu::attention_memory, std::string(gpu::attention_variants(device()).back().name));
  auto run = std::make_shared<Run>();
  run->then = then;
  std::vector<std::span<const float>> parameters;
  std::vector<Tensor> values;
  for (const Variable& parameter : run->model.parameters()) values.push_back(parameter.value());
  for (const Tensor& tensor : values) parameters.push_back(tensor.values());
  run->training = std::make_unique<gpu::GptTraining>(device(), shape, parameters);
  for (int step = 0; step < steps; ++step) {
    const auto text = run->model.text(static_cast<std::uint64_t>(step));
    run->losses.push_back(
        run->model.step(std::span(text).first(text.size() - 1), std::span(text).subspan(1)));
  }
  check(run->losses.back() < 0.6f * run->losses.front(), "it learns on the CPU");
  train_on_device(run);
}

}  // namespace madang::gpu_tests
