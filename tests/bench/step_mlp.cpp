#include <cstdint>

#include "autograd/variable.h"
#include "bench_item.h"
#include "core/random.h"
#include "nn/losses.h"
#include "nn/mlp.h"
#include "optim/adam.h"

namespace madang::bench {
namespace {

/// What torch_step.py does: forward, loss, backward, update of a classifier.
struct MlpTraining {
  MlpTraining(const std::vector<int>& sizes, int batch, Activation hidden)
      : model(sizes, random, {.hidden = hidden}), x(constant(random.uniform({batch, sizes.front()}, -1, 1))) {
    for (int i = 0; i < batch; ++i) labels.push_back(i % sizes.back());
  }
  void step() { optimizer.step(backward(cross_entropy(model(x), labels))); }

  Random random{1};
  Mlp model;
  Adam optimizer{model.parameters(), {.learning_rate = 1e-3f}};
  Variable x;
  std::vector<std::int32_t> labels;
};

struct Small : MlpTraining {
  Small() : MlpTraining({2, 16, 16, 2}, 128, Activation::tanh) {}
};
struct Large : MlpTraining {
  Large() : MlpTraining({784, 128, 10}, 64, Activation::relu) {}
};

}  // namespace

std::vector<Item> mlp_step_items() {
  return {step_item<Small>("step, MLP 2-16-16-2, batch 128, Adam"),
          step_item<Large>("step, MLP 784-128-10, batch 64, Adam")};
}

}  // namespace madang::bench
