#include <algorithm>
#include <cmath>

#include "autograd/ops_matmul.h"
#include "autograd/ops_shape.h"
#include "golden/golden.h"
#include "nn/embedding.h"
#include "nn/initialisers.h"
#include "nn/lora.h"
#include "nn/lstm.h"
#include "optim/adam.h"
#include "optim/muon.h"
#include "optim/rmsprop.h"
#include "optim/schedule.h"
#include "optim/weight_average.h"

using namespace madang;
using namespace madang::test::golden;

TEST_CASE("golden: ten steps of every optimiser") {
  check_optimiser("Sgd/plain", [](auto& p) { return Sgd(p, {.learning_rate = 0.1f}); });
  check_optimiser("Sgd/momentum", [](auto& p) {
    return Sgd(p, {.learning_rate = 0.1f, .momentum = 0.9f, .weight_decay = 0.01f});
  });
  check_optimiser("Sgd/nesterov", [](auto& p) {
    return Sgd(p, {.learning_rate = 0.1f, .momentum = 0.8f, .nesterov = true});
  });
  check_optimiser("Adam/plain", [](auto& p) { return Adam(p, {.learning_rate = 0.05f}); });
  check_optimiser("Adam/decay", [](auto& p) {
    return Adam(
        p, {.learning_rate = 0.05f, .beta1 = 0.8f, .beta2 = 0.9f, .epsilon = 1e-3f, .weight_decay = 0.1f});
  });
  check_optimiser("AdamW/decay",
                  [](auto& p) { return AdamW(p, {.learning_rate = 0.05f, .weight_decay = 0.1f}); });
  check_optimiser("Rmsprop/plain", [](auto& p) { return Rmsprop(p, {.learning_rate = 0.02f}); });
  check_optimiser("Rmsprop/centred", [](auto& p) {
    return Rmsprop(
        p,
        {.learning_rate = 0.02f, .smoothing = 0.9f, .momentum = 0.5f, .centred = true, .weight_decay = 0.1f});
  });
  check_optimiser(
      "Muon/matrices", [](auto& p) { return Muon(p, {.learning_rate = 0.02f, .momentum = 0.95f}); }, 1e-5);
  check_optimiser(
      "Muon/decay",
      [](auto& p) { return Muon(p, {.learning_rate = 0.05f, .momentum = 0.9f, .weight_decay = 0.1f}); },
      1e-5);
}

TEST_CASE("golden: parameter groups and clipping") {
  check_optimiser("Adam/groups", [](auto& p) {
    const std::vector<ParameterGroup> groups{
        {.parameters = {p[0]}}, {.parameters = {p[1]}, .learning_rate_factor = 0.1f, .weight_decay = 0.2f}};
    return Adam(groups, {.learning_rate = 0.05f});
  });
  check_optimiser("Sgd/norm limit", [](auto& p) {
    Sgd optimizer(p, {.learning_rate = 0.1f});
    optimizer.set_gradient_norm_limit(1.5f);
    return optimizer;
  });
  check_optimiser("Sgd/value limit", [](auto& p) {
    Sgd optimizer(p, {.learning_rate = 0.1f});
    optimizer.set_gradient_value_limit(0.5f);
    return optimizer;
  });
}

TEST_CASE("golden: schedules") {
  check_schedule("LinearWarmUp/five", LinearWarmUp{.steps = 5, .start = 0.1f});
  check_schedule("CosineDecay/floor", CosineDecay{.steps = 10, .floor = 0.1f});
  check_schedule("StepDecay/three", StepDecay{.every = 3, .factor = 0.5f});
  check_schedule("NoamSchedule/ten", NoamSchedule{.warm_up = 10});
  check_schedule("OneCycle/twenty", OneCycle{.steps = 20, .rise = 0.3f});
}

TEST_CASE("golden: averages of weights") {
  const auto follow = [](const std::string& name, auto make) {
    const Tensor places = stored(name, "p");
    const Variable weight = parameter(Tensor::from({3, 2}, places.values().first(6)));
    WeightAverage average = make(std::vector{weight});
    Tensor found(places.shape());
    for (std::size_t step = 0; step < 10; ++step) {
      weight.assign(Tensor::from({3, 2}, places.values().subspan(6 * step, 6)));
      average.update();
      const auto now = average.values()[0].values();
      std::copy(now.begin(), now.end(), found.mutable_data() + 6 * step);
    }
    compare(name, "q", found, 1e-6);
  };
  follow("WeightAverage/equal", [](auto p) { return WeightAverage::equal(p); });
  follow("WeightAverage/exponential", [](auto p) { return WeightAverage::exponential(p, 0.9f); });
}

namespace {

/// Mean, standard deviation and largest number of one draw against those of PyTorch's draw.
void check_spread(const std::string& case_name, const Tensor& weight, bool uniform) {
  const auto expected = stored(case_name, std::to_string(weight.shape().rank())).values();
  double total = 0, squares = 0;
  float largest = 0;
  for (const float number : weight.values()) {
    total += number;
    squares += static_cast<double>(number) * number;
    largest = std::max(largest, std::abs(number));
  }
  const auto count = static_cast<double>(weight.size());
  const double mean = total / count, deviation = std::sqrt(squares / count - mean * mean);
  CHECK_MESSAGE(std::abs(mean - expected[0]) <= 5 * expected[1] * std::sqrt(2 / count), case_name);
  CHECK_MESSAGE(deviation == doctest::Approx(expected[1]).epsilon(0.02), case_name);
  CHECK_MESSAGE(largest == doctest::Approx(expected[2]).epsilon(uniform ? 0.001 : 0.2), case_name);
}

}  // namespace

TEST_CASE("golden: weights start with the spread that PyTorch gives them") {
  const std::vector<std::pair<std::string, Initialisation>> starts{
      {"xavier_uniform", Initialisation::xavier_uniform},
      {"xavier_normal", Initialisation::xavier_normal},
      {"he_uniform", Initialisation::he_uniform},
      {"he_normal", Initialisation::he_normal},
      {"he_fan_out_uniform", Initialisation::he_fan_out_uniform},
      {"he_fan_out_normal", Initialisation::he_fan_out_normal},
      {"lecun_uniform", Initialisation::lecun_uniform},
      {"lecun_normal", Initialisation::lecun_normal}};
  Random random(1);
  const Shape matrix{300, 200}, kernels{64, 32, 5, 5};
  for (const auto& [name, start] : starts) {
    for (const Shape& shape : {matrix, kernels}) {
      check_spread("initial_weight/" + name, initial_weight(start, shape, random), name.ends_with("uniform"));
    }
  }
  check_spread("initial_weight/orthogonal", orthogonal_weight(matrix, random, 1.5f), false);
  check_spread("initial_weight/orthogonal", orthogonal_weight(kernels, random, 1.5f), false);
  check_spread("initial_weight/recurrent", Lstm(200, 75, random).parameters()[0].value(), true);
  check_spread("initial_weight/embedding", Embedding(300, 200, random).weight.value(), false);
  const LoraLinear adapted(Linear(300, 200, random), random, {.rank = 150});
  check_spread("initial_weight/lora", adapted.lora_a.value(), true);
}

TEST_CASE("golden: orthogonal weights have the products of rows that PyTorch's have") {
  Random random(1);
  const auto products = [&](const Shape& shape) {
    return [&random, shape](auto&) {
      const Variable rows = reshape(constant(orthogonal_weight(shape, random, 1.5f)), {shape[0], -1});
      const bool wide = rows.shape()[0] <= rows.shape()[1];
      return wide ? matmul(rows, rows, {.b = true}) : matmul(rows, rows, {.a = true});
    };
  };
  check("orthogonal_weight/wide", products({3, 5}));
  check("orthogonal_weight/tall", products({7, 4}));
  check("orthogonal_weight/kernel", products({3, 2, 2, 2}));
}
