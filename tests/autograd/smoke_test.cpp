#include <doctest/doctest.h>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_matmul.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_softmax.h"
#include "core/random.h"
#include "optim/adam.h"

using namespace madang;

TEST_CASE("a small net learns XOR") {
  Random random(1);
  const Variable x = constant(Tensor::from({4, 2}, {0, 0, 0, 1, 1, 0, 1, 1}));
  const std::int32_t labels[] = {0, 1, 1, 0};
  const Variable w1 = parameter(random.normal({8, 2})), b1 = parameter(Tensor({8}));
  const Variable w2 = parameter(random.normal({2, 8}, 0, 0.3f)), b2 = parameter(Tensor({2}));
  Adam adam({w1, b1, w2, b2}, {.learning_rate = 0.05f});
  float loss_value = 1;
  for (int step = 0; step < 200; ++step) {
    const Variable loss = cross_entropy(linear(tanh(linear(x, w1, b1)), w2, b2), labels);
    loss_value = loss.item();
    adam.step(backward(loss));
  }
  CHECK(loss_value < 0.01f);
}
