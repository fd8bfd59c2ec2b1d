#include "nn/lora.h"

#include "optim/adam.h"
#include "support/gradient_check.h"
#include "support/modules.h"

using namespace madang;
using namespace madang::test;

static_assert(Module<LoraLinear>);

TEST_CASE("lora: starts at the frozen layer, learns only its update, and can be merged") {
  Random random(601);
  const Linear base(6, 5, random);
  LoraLinear layer(base, random, {.rank = 2, .alpha = 6});
  const Variable x = constant(random.normal({16, 6}));
  CHECK(largest_difference(layer(x).value().values(), base(x).value().values()) == 0);
  CHECK(names(layer) == std::vector<std::string>{"lora_A.weight", "lora_B.weight"});
  CHECK(layer.parameters()[0].shape() == Shape{2, 6});
  CHECK(layer.parameters()[1].shape() == Shape{5, 2});

  // A target that is a change of rank one away from the base can be reached.
  const Variable left = constant(random.normal({5, 1})), right = constant(random.normal({1, 6}));
  const Variable target = linear(x, base.weight.detach() + matmul(left, right), base.bias.detach());
  const Tensor before = base.weight.value();
  Adam adam(layer.parameters(), {.learning_rate = 0.05f});
  const auto loss = [&] { return mean(square(layer(x) - target)); };
  const float first = loss().item();
  for (int i = 0; i < 300; ++i) {
    const Gradients gradients = backward(loss());
    CHECK_FALSE(gradients.contains(layer.base.weight));
    adam.step(gradients);
  }
  CHECK(loss().item() < 1e-3f * first);
  CHECK(largest_difference(base.weight.value().values(), before.values()) == 0);
  const Linear merged = layer.merged();
  CHECK(largest_difference(merged(x).value().values(), layer(x).value().values()) < 1e-5);
  CHECK(merged.weight.requires_gradient());
  CHECK(layer.update().shape() == Shape{5, 6});
}

TEST_CASE("lora: derivatives in both orders, and ranks that cannot be") {
  Random random(602);
  const Linear base(3, 4, random, {.bias = false});
  const LoraLinear layer(base, random, {.rank = 2});
  check_gradients(
      "LoraLinear",
      [&](const std::vector<Variable>& v) {
        LoraLinear moved = layer;
        moved.lora_a = v[1];
        moved.lora_b = v[2];
        return moved(v[0]);
      },
      {random.uniform({2, 3}, -1, 1), random.uniform({2, 3}, -1, 1), random.uniform({4, 2}, -1, 1)});
  CHECK_THROWS_AS(LoraLinear(base, random, {.rank = 0}), Error);
  CHECK_THROWS_AS(LoraLinear(base, random, {.rank = 4}), Error);
}
