#include "demo/look.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "support/data_files.h"
#include "support/facts.h"

using namespace madang;

namespace {

/// Σ w² over two tensors, of which the first is learned; the other is an activation.
class Squares final : public demo::AnyExperiment {
 public:
  std::vector<demo::Field> fields() override { return {}; }
  void reset(std::uint64_t) override {}
  void step() override {}
  io::Bytes snapshot() override { return {}; }
  std::vector<io::NamedTensor> named_tensors() override { return {{"w", weights}}; }
  std::vector<io::NamedTensor> named_gradients() override {
    Tensor twice = weights;
    for (float& v : twice.mutable_values()) v *= 2;
    return {{"w", twice}};
  }
  std::vector<io::NamedTensor> named_activations() override {
    return {{"a", Tensor::from({3}, {1, 2, 6})}, {"large", Tensor({300, 40, 10})}, {"none", Tensor({0, 4})}};
  }
  double loss_with(const std::string&, std::size_t index, float value) override {
    if (loss) return static_cast<double>(loss(value));
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double v = i == index ? value : weights.values()[i];
      sum += v * v;
    }
    return sum;
  }

  Tensor weights = Tensor::from({2, 1, 2}, {1, -2, 3, 4});
  std::function<float(float)> loss;  // of the element that moves; none: the squares
};

}  // namespace

TEST_CASE("look inside: numbers, gradient and finite difference of an element") {
  Squares experiment;
  const demo::Look look = demo::look_into(experiment, {.wanted = true, .tensor = "w", .element = 1});
  CHECK(look.names == std::vector<std::string>{"w", "a", "large", "none"});
  CHECK(look.shape == std::vector<int>{2, 1, 2});
  CHECK(look.values.matrix.rows == 2);
  CHECK(look.values.matrix.columns == 2);
  CHECK(look.values.mean == 1.5f);
  CHECK(look.values.deviation == doctest::Approx(std::sqrt(5.25)));
  CHECK(look.values.least == -2.f);
  CHECK(look.values.most == 4.f);
  CHECK(look.gradient.matrix.values == std::vector<float>{2, -4, 6, 8});
  CHECK(look.checked);
  CHECK(look.value == -2.f);
  CHECK(look.derivative == -4.f);
  CHECK(look.difference.central == doctest::Approx(-4).epsilon(1e-6));
}

TEST_CASE("look inside: a weight on a kink of the loss is told as one, and 0 beside rounding is no error") {
  Squares experiment;
  experiment.loss = [](float w) { return 3 + 0.5f * std::abs(w + 2); };
  const demo::Look kink = demo::look_into(experiment, {.wanted = true, .tensor = "w", .element = 1});
  CHECK(kink.difference.smoothness == Smoothness::kink);
  CHECK(kink.difference.left == doctest::Approx(-0.5).epsilon(1e-2));
  CHECK(kink.difference.right == doctest::Approx(0.5).epsilon(1e-2));
  experiment.loss = [](float w) { return 3 + 1e-5f * std::sin(1e6f * w); };  // what rounding might do
  const demo::Look flat = demo::look_into(experiment, {.wanted = true, .tensor = "w", .element = 1});
  CHECK_FALSE(relative_error(0, flat.difference));
}

TEST_CASE("look inside: activations, unknown names, elements that are not there, nothing at all") {
  Squares experiment;
  const demo::Look activation = demo::look_into(experiment, {.wanted = true, .tensor = "a", .element = 2});
  CHECK(activation.values.matrix.rows == 1);
  CHECK(activation.value == 6.f);
  CHECK_FALSE(activation.checked);
  CHECK(activation.gradient.matrix.empty());
  CHECK(demo::look_into(experiment, {.wanted = true, .tensor = "gone", .element = 99}).tensor == "w");
  CHECK(demo::look_into(experiment, {.wanted = true, .element = 99}).element == -1);
  CHECK(demo::look_into(experiment, {.wanted = true, .tensor = "none"}).values.matrix.empty());
  const demo::Look large = demo::look_into(experiment, {.wanted = true, .tensor = "large"});
  CHECK(large.cut);
  CHECK(large.values.matrix.columns == 400);
  CHECK(large.values.matrix.rows == 163);
  CHECK(large.values.matrix.values.size() == 163 * 400);
  experiment.weights = Tensor::scalar(7);
  CHECK(demo::look_into(experiment, {.wanted = true, .tensor = "w", .element = 0}).difference.central ==
        doctest::Approx(14));
}

TEST_CASE(
    "look inside: in every demo backpropagation agrees with the central difference, and looking changes "
    "nothing") {
  for (const std::string& slug : demo::experiment_slugs()) {
    CAPTURE(slug);
    const auto experiment = demo::make_experiment(slug);
    test::load_files(*experiment);
    experiment->reset(1);
    if (experiment->named_gradients().empty()) {  // nothing is learned by default
      auto fields = experiment->fields();
      demo::set_values(fields, test::facts_of(slug).learns);
      experiment->reset(1);
    }
    for (int i = 0; i < 3 && experiment->can_step(); ++i) experiment->step();
    const auto before = experiment->snapshot();
    const auto gradients = experiment->named_gradients();
    constexpr std::size_t most = 24;  // of a deep network not each, but from its first to its last
    const std::size_t stride = (gradients.size() + most - 1) / most;
    for (std::size_t i = 0; i < gradients.size(); i += stride) {
      const auto& [name, gradient] = gradients[i];
      CAPTURE(name);
      const auto values = gradient.values();
      const auto steepest = std::ranges::max_element(values, {}, [](float v) { return std::abs(v); });
      const auto element = static_cast<int>(steepest - values.begin());
      const auto look = demo::look_into(*experiment, {.wanted = true, .tensor = name, .element = element});
      CHECK(look.checked);
      const double derivative = look.derivative;
      if (look.difference.smoothness == Smoothness::kink) {
        CHECK(is_subgradient(derivative, look.difference));
        continue;
      }
      REQUIRE(look.difference.smoothness == Smoothness::smooth);
      CHECK(std::abs(look.difference.central - derivative) <
            0.03 * std::abs(derivative) + 2e-4 + look.difference.uncertainty);
    }
    CHECK(experiment->snapshot() == before);
  }
}
