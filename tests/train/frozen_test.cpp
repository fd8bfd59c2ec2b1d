#include "train/frozen.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "nn/batch_norm.h"
#include "nn/linear.h"
#include "nn/losses.h"
#include "nn/norm.h"
#include "nn/sequential.h"
#include "optim/sgd.h"
#include "train/evaluation.h"

using namespace madang;
using namespace madang::train;

TEST_CASE("frozen: a model is asked as it was, and learns on as it is") {
  Random random(1);
  Sequential net;
  net.add(Linear(3, 4, random)).add(BatchNorm1d(4)).add(Linear(4, 2, random));
  const Variable x = constant(random.normal({6, 3}));
  const std::vector<std::int32_t> labels = {0, 1, 0, 1, 1, 0};
  Sgd optimizer(net.parameters(), {.learning_rate = 0.5f});
  const auto learn = [&] { optimizer.step(backward(cross_entropy(net(x, Mode::training), labels))); };
  const auto says = [&] { return net(x, Mode::evaluation).value(); };
  learn();
  const Tensor then = says();
  const Frozen frozen(net);
  learn();
  const Tensor now = says();
  CHECK_FALSE(std::ranges::equal(then.values(), now.values()));
  const Tensor asked = frozen(says);
  CHECK(std::ranges::equal(asked.values(), then.values()));  // weights and running values
  CHECK(std::ranges::equal(says().values(), now.values()));
  CHECK_THROWS_AS(frozen([]() -> int { throw Error("lost"); }), Error);
  CHECK(std::ranges::equal(says().values(), now.values()));

  // An evaluation in pieces between which the model learns is that of one model.
  const LogitsOf logits_of = [&](std::span<const std::int32_t> examples) {
    Tensor rows({examples.size(), 3});
    for (std::size_t i = 0; i < examples.size(); ++i)
      std::ranges::copy(x.value().values().subspan(3 * static_cast<std::size_t>(examples[i]), 3),
                        rows.mutable_values().begin() + static_cast<std::ptrdiff_t>(3 * i));
    return net(constant(rows), Mode::evaluation);
  };
  const float wanted = evaluate(logits_of, labels, 6).loss;
  const Frozen start(net);
  Evaluator evaluator(labels, 2);
  while (!evaluator.finished()) {
    start([&] { evaluator.advance(logits_of); });
    learn();
  }
  CHECK(evaluator.result().loss == doctest::Approx(wanted));
  CHECK(evaluate(logits_of, labels, 6).loss < 0.99f * wanted);
}
