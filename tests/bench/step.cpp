#include <functional>
#include <memory>
#include <vector>

#include "autograd/variable.h"
#include "bench_item.h"
#include "core/random.h"
#include "nn/losses.h"
#include "nn/mlp.h"
#include "optim/adam.h"
#include "support/samples.h"

namespace madang::bench {
namespace {

constexpr int kBatch = 128;

/// What torch_step.py does: forward, loss, backward, update of a small classifier.
struct Training {
  Random random{1};
  Mlp model{{2, 16, 16, 2}, random};
  Adam optimizer{model.parameters(), {.learning_rate = 1e-3f}};
  Variable x = constant(random.uniform({kBatch, 2}, -1, 1));
  std::vector<std::int32_t> labels = quadrants(x.value());

  static std::vector<std::int32_t> quadrants(const Tensor& points) {
    std::vector<std::int32_t> labels(kBatch);
    const auto at = points.values();
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = at[2 * i] * at[2 * i + 1] > 0;
    return labels;
  }

  void step() { optimizer.step(backward(cross_entropy(model(x), labels))); }
};

}  // namespace

std::vector<Item> step_items() {
  const auto training = std::make_shared<Training>();
  return {{"step, MLP 2-16-16-2, batch 128, Adam", "", 0, [=] { training->step(); }}};
}

}  // namespace madang::bench
