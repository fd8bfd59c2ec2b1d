#include "train/update.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "nn/batch_norm.h"
#include "nn/linear.h"
#include "nn/losses.h"
#include "optim/adam.h"
#include "optim/sgd.h"
#include "train/rule.h"

using namespace madang;
using train::Fault;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

/// w and nothing else, so that every number of an update can be told beforehand.
struct One {
  Variable w = parameter(Tensor::from({2}, std::vector<float>{1, -2}));
  std::vector<NamedParameter> named_parameters() const { return {{"w", w}}; }
  std::vector<Variable> parameters() const { return {w}; }
};

/// Adam's next step tells whether its moments are those of a fresh optimiser.
std::vector<float> values_of(const Variable& v) {
  return {v.value().values().begin(), v.value().values().end()};
}

template <class Model>
train::GuardedOptimizer sgd(const Model& model, float rate) {
  return {model, train::optimizer_of(demo::Rule::gradient_descent, model.parameters(), rate)};
}

}  // namespace

TEST_CASE("guarded update: a good one is the optimiser's") {
  One one;
  auto optimizer = sgd(one, 0.5f);
  const auto update = optimizer.step([&] { return sum(one.w * one.w); });
  CHECK_FALSE(update.fault);
  CHECK(update.loss == 5.f);
  CHECK((values_of(one.w) == std::vector<float>{0, 0}));  // w − ½ · 2w
}

TEST_CASE("guarded update: a loss, a gradient or a weight that is not finite leaves everything as it was") {
  One one;
  const auto before = values_of(one.w);
  train::GuardedOptimizer adam(one, train::optimizer_of(demo::Rule::adam, one.parameters(), 0.1f));
  const Variable huge = constant(Tensor::full({2}, infinity));
  const auto refused = [&](const std::function<Variable()>& loss) { return adam.step(loss).fault; };
  CHECK(refused([&] { return sum(one.w * huge); }) == Fault::loss);
  // 0 · ∞ in the derivative of √ at 0: the loss is 0, the gradient is not finite.
  CHECK(refused([&] { return sum(sqrt(one.w - constant(one.w.value()))); }) == Fault::gradient);
  CHECK((values_of(one.w) == before));

  auto fast = sgd(one, 1e6f);
  CHECK(fast.step([&] { return sum(one.w * one.w); }).fault == Fault::weight);
  CHECK((values_of(one.w) == before));

  // Adam's moments did not move either: the first good step is that of a fresh one, rate · sign.
  CHECK_FALSE(refused([&] { return sum(one.w * one.w); }));
  CHECK(values_of(one.w)[0] == doctest::Approx(0.9f));
  CHECK(values_of(one.w)[1] == doctest::Approx(-1.9f));
}

TEST_CASE("guarded update: what accept throws takes the update back, momentum included") {
  One one, twin;
  train::GuardedOptimizer watched(one, train::optimizer_of(demo::Rule::momentum, one.parameters(), 0.1f));
  train::GuardedOptimizer plain(twin, train::optimizer_of(demo::Rule::momentum, twin.parameters(), 0.1f));
  const auto loss_of = [](const One& model) { return [&] { return sum(model.w * model.w); }; };
  watched.step(loss_of(one));
  plain.step(loss_of(twin));
  CHECK_THROWS_AS(watched.step(loss_of(one), [] { throw demo::Halt({"그만", "stop"}); }), demo::Halt);
  CHECK((values_of(one.w) == values_of(twin.w)));
  watched.step(loss_of(one));
  plain.step(loss_of(twin));
  CHECK((values_of(one.w) == values_of(twin.w)));
}

TEST_CASE("guarded update: batch norm's running values stay as they were when the update is refused") {
  const BatchNorm norm(2);
  auto optimizer = sgd(norm, 0.1f);
  const auto running = [&] { return values_of(norm.named_buffers().front().variable); };
  const auto before = running();
  const Variable x = constant(Tensor::from({2, 2}, std::vector<float>{1, 2, 3, 5}));
  const Variable bad = constant(Tensor::full({2, 2}, infinity));
  CHECK(optimizer.step([&] { return sum(norm(x, Mode::training) * bad); }).fault == Fault::loss);
  CHECK((running() == before));
  CHECK_FALSE(optimizer.step([&] { return sum(norm(x, Mode::training) * x); }).fault);
  CHECK(running()[0] == doctest::Approx(0.2f));  // 0.9 · 0 + 0.1 · mean(1, 3)
}

TEST_CASE("guarded update: a copy has moments of its own") {
  One one;
  train::GuardedOptimizer first(one, train::optimizer_of(demo::Rule::adam, one.parameters(), 0.1f));
  const auto loss = [&] { return sum(one.w * one.w); };
  first.step(loss);
  const Tensor after_one = one.w.value();
  train::GuardedOptimizer second = first;
  second.step(loss);
  const auto once = values_of(one.w);
  one.w.assign(after_one);
  first.step(loss);
  CHECK((values_of(one.w) == once));
}

TEST_CASE("largest magnitude: signs, infinity, and NaN above all") {
  CHECK(train::largest_magnitude(std::vector<float>{1, -3, 2}) == 3.f);
  CHECK(train::largest_magnitude(std::vector<float>{}) == 0.f);
  CHECK(train::largest_magnitude(std::vector<float>{1, -infinity}) == infinity);
  CHECK(std::isnan(train::largest_magnitude(std::vector<float>{infinity, NAN, 1})));
}

TEST_CASE("short numbers have three digits, whole ones all before the point") {
  CHECK(train::short_number(0.05f) == "0.05");
  CHECK(train::short_number(1000.f) == "1000");
  CHECK(train::short_number(12.3456f) == "12.3");
  CHECK(train::short_number(2e7f) == "2e7");
}

TEST_CASE("diverged: names the rate, the reason and a way back") {
  const demo::Halt halt = train::diverged(Fault::weight, 3.f, {"모델 A의 ", "Model A: "});
  CHECK(halt.reason().english.starts_with("Model A: Training diverged at learning rate 3. The weights"));
  CHECK(halt.reason().english.find("0.3") != std::string::npos);
  CHECK(halt.reason().korean.find("0.3") != std::string::npos);
}

TEST_CASE("guarded update: models that learn together make an update all, or none of them") {
  One a, b, c;
  auto of_a = sgd(a, 0.1f), of_b = sgd(b, 0.1f), of_c = sgd(c, 0.1f);
  const auto square = [](const One& model) { return [&] { return sum(model.w * model.w); }; };
  const Variable huge = constant(Tensor::full({2}, infinity));
  const train::Learning broken[] = {
      {of_a, square(a)}, {of_b, [&] { return sum(b.w * huge); }}, {of_c, square(c)}};
  const auto refused = train::step_together(broken);
  REQUIRE(refused.size() == 2);
  CHECK_FALSE(refused[0].fault);
  CHECK(refused[0].loss == 5.f);
  CHECK(refused[1].fault == Fault::loss);
  for (const One* one : {&a, &b, &c}) CHECK((values_of(one->w) == std::vector<float>{1, -2}));

  const train::Learning whole[] = {{of_a, square(a)}, {of_b, square(b)}};
  const auto made = train::step_together(whole);
  REQUIRE(made.size() == 2);
  for (const auto& update : made) CHECK_FALSE(update.fault);
  for (const One* one : {&a, &b}) CHECK((values_of(one->w) == std::vector<float>{0.8f, -1.6f}));
  CHECK((values_of(c.w) == std::vector<float>{1, -2}));
}
