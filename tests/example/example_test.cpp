#include <doctest/doctest.h>

#include "nn/losses.h"
#include "nn/mlp.h"
#include "optim/adam.h"
#include "train/evaluation.h"

using namespace madang;

TEST_CASE("example: a small network learns XOR") {
  const Variable points = constant(Tensor::from({4, 2}, {0, 0, 0, 1, 1, 0, 1, 1}));
  const std::vector<std::int32_t> labels = {0, 1, 1, 0};

  Random random(1);  // the seed: same numbers natively and in WebAssembly
  const Mlp network({2, 8, 2}, random, {.hidden = Activation::tanh});
  Adam optimizer(network.parameters(), {.learning_rate = 0.05f});

  for (int step = 0; step < 200; ++step) {
    const Variable loss = cross_entropy(network(points), labels);
    const Gradients gradients = backward(loss);  // a result: gradients.of(network.layers[0].weight)
    optimizer.step(gradients);
  }

  const NoRecording off;  // what follows is not differentiated
  const Variable logits = network(points);
  CHECK(cross_entropy(logits, labels).item() < 0.01f);
  CHECK(train::accuracy(logits.value(), labels) == 1);
}
