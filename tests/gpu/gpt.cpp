#include "gpu/gpt_training.h"

#include <cmath>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_shape.h"
#include "kernels.h"
#include "nn/embedding.h"
#include "nn/losses.h"
#include "nn/norm.h"
#include "nn/transformer.h"
#include "optim/adam.h"
#include "support.h"

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
constexpr float learning_rate = 3e-3f, weight_decay = 0.01f;

/// The same model of the engine's own layers.
struct Gpt {
  Random random{1};
  Embedding tokens{shape.vocabulary, shape.model_size, random, 0.02f},
      positions{shape.length, shape.model_size, random, 0.02f};
  std::vector<TransformerEncoderBlock> blocks = make_blocks(random);
  LayerNorm norm{shape.model_size};
  Linear head{shape.model_size, shape.vocabulary, random, {.bias = false}};
  AdamW optimizer{parameters(), {.learning_rate = learning_rate, .weight_decay = weight_decay}};

  static std::vector<TransformerEncoderBlock> make_blocks(Random& random) {
    const TransformerOptions options{
        .model_size = shape.model_size, .heads = shape.heads, .feed_forward_size = shape.feed_forward_size};
    std::vector<TransformerEncoderBlock> blocks;
    for (int i = 0; i < shape.layers; ++i) blocks.emplace_back(options, random);
    return blocks;
  }

  std::vector<Variable> parameters() const {
    std::vector<NamedParameter> named;
    append_named(named, "tokens", tokens);
    append_named(named, "positions", positions);
    for (const TransformerEncoderBlock& block : blocks) append_named(named, "block", block);
    append_named(named, "norm", norm);
    append_named(named, "head", head);
    return without_names(named);
  }

  float step(std::span<const std::int32_t> input, std::span<const std::int32_t> next) {
    Variable x = reshape(tokens(input), {shape.batch, shape.length, shape.model_size}) + positions.weight;
    for (const TransformerEncoderBlock& block : blocks) x = block(x, {.causal = true});
    const Variable loss =
        cross_entropy(head(reshape(norm(x), {shape.batch * shape.length, shape.model_size})), next);
    optimizer.step(backward(loss));
    return loss.value().values()[0];
  }
};

/// Something to learn: each token follows from the one before it, now and then disturbed.
std::vector<std::int32_t> text_of(std::uint64_t seed) {
  Random random(seed);
  std::vector<std::int32_t> text(static_cast<std::size_t>(shape.batch * shape.length) + 1);
  std::int32_t token = 3;
  for (auto& next : text) {
    next = token;
    token = random.below(8) == 0 ? static_cast<std::int32_t>(random.below(17)) : (5 * token + 3) % 17;
  }
  return text;
}

struct Run {
  Gpt model;
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
  const kernels::AdamUpdate update = {
      .learning_rate = learning_rate, .weight_decay = weight_decay, .decoupled_decay = true};
  for (int step = 0; step < steps; ++step) {
    const auto text = text_of(static_cast<std::uint64_t>(step));
    run->training->step(std::span(text).first(text.size() - 1), std::span(text).subspan(1), update);
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
  auto run = std::make_shared<Run>();
  run->then = then;
  std::vector<std::span<const float>> parameters;
  std::vector<Tensor> values;
  for (const Variable& parameter : run->model.parameters()) values.push_back(parameter.value());
  for (const Tensor& tensor : values) parameters.push_back(tensor.values());
  run->training = std::make_unique<gpu::GptTraining>(device(), shape, parameters);
  for (int step = 0; step < steps; ++step) {
    const auto text = text_of(static_cast<std::uint64_t>(step));
    run->losses.push_back(
        run->model.step(std::span(text).first(text.size() - 1), std::span(text).subspan(1)));
  }
  check(run->losses.back() < 0.6f * run->losses.front(), "it learns on the CPU");
  train_on_device(run);
}

}  // namespace madang::gpu_tests
