#include <memory>
#include <vector>

#include "autograd/ops_activation.h"
#include "autograd/ops_pool.h"
#include "autograd/ops_shape.h"
#include "bench_item.h"
#include "core/random.h"
#include "nn/conv.h"
#include "nn/linear.h"
#include "nn/losses.h"
#include "optim/adam.h"

namespace madang::bench {
namespace {

constexpr int kBatch = 32, kSide = 28, kClasses = 10;

/// A classifier of pictures: twice convolution, ReLU and maximum, then a dense layer.
struct CnnTraining {
  Random random{1};
  Conv2d first{1, 16, 3, random, {.padding = 1}};
  Conv2d second{16, 32, 3, random, {.padding = 1}};
  Linear head{32 * 7 * 7, kClasses, random};
  Adam optimizer{all_parameters(), {.learning_rate = 1e-3f}};
  Variable x = constant(random.uniform({kBatch, 1, kSide, kSide}, 0, 1));
  std::vector<std::int32_t> labels = some_labels();

  std::vector<Variable> all_parameters() const {
    return {first.weight, first.bias, second.weight, second.bias, head.weight, head.bias};
  }
  static std::vector<std::int32_t> some_labels() {
    std::vector<std::int32_t> labels(kBatch);
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<std::int32_t>(i % kClasses);
    return labels;
  }

  void step() {
    const Variable half = max_pool2d(relu(first(x)), 2);
    const Variable quarter = max_pool2d(relu(second(half)), 2);
    optimizer.step(backward(cross_entropy(head(reshape(quarter, {kBatch, -1})), labels)));
  }
};

}  // namespace

std::vector<Item> cnn_step_items() {
  return {step_item<CnnTraining>("step, CNN conv16-pool-conv32-pool-fc, 28x28, batch 32, Adam")};
}

}  // namespace madang::bench
