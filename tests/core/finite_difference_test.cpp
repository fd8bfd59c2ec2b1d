#include "core/finite_difference.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/random.h"

using namespace madang;

namespace {

FiniteDifference at(const std::function<double(double)>& f, double x, double nearest = 0) {
  return finite_difference<double>(f, x, nearest);
}

/// The same as an engine computes it that stores floats.
FiniteDifference at_float(const std::function<float(float)>& f, float x) {
  return finite_difference<float>([&](float v) { return static_cast<double>(f(v)); }, x);
}

double relu(double x) { return x > 0 ? x : 0; }

}  // namespace

TEST_CASE("finite difference: a smooth function's derivative, at any scale of x and f") {
  const double points[] = {-3, -1e-9, 0, 1e-6, 0.3, 7};
  for (const double scale : {1e-12, 1e-3, 1.0, 1e9})
    for (const double x : points) {
      const FiniteDifference d = at([=](double v) { return scale * std::tanh(v); }, x);
      const double slope = scale * (1 - std::tanh(x) * std::tanh(x));
      CAPTURE(scale);
      CAPTURE(x);
      CHECK(d.smoothness == Smoothness::smooth);
      CHECK(std::abs(d.central - slope) <= d.uncertainty + 1e-8 * slope);
      CHECK(d.uncertainty < 1e-6 * scale);
    }
  CHECK(at([](double v) { return std::tanh(v - 1e5); }, 1e5).central == doctest::Approx(1).epsilon(1e-3));
  CHECK(at([](double v) { return std::log(v); }, 1e-9).central == doctest::Approx(1e9).epsilon(1e-3));
  // Depends on the direction of a tiny weight only, as behind a norm: the first step is ten times too large.
  const FiniteDifference tiny = at([](double v) { return v / std::sqrt(v * v + 1e-12); }, 1e-6);
  CHECK(tiny.smoothness == Smoothness::smooth);
  CHECK(tiny.central == doctest::Approx(1e-12 / std::pow(2e-12, 1.5)).epsilon(1e-2));
}

TEST_CASE("finite difference: a kink at x is one, with the slopes of its sides") {
  const FiniteDifference hinge = at(relu, 0);
  CHECK(hinge.smoothness == Smoothness::kink);
  CHECK(hinge.left == 0);
  CHECK(hinge.right == doctest::Approx(1));
  const FiniteDifference absolute = at([](double v) { return std::abs(v); }, 0);
  CHECK(absolute.smoothness == Smoothness::kink);
  CHECK(absolute.central == 0);  // agrees with the subgradient 0: by symmetry, not because it exists
  CHECK(absolute.left == doctest::Approx(-1));
  CHECK(absolute.right == doctest::Approx(1));
  // Curvature on both sides, a large value below, slopes that differ by a thousandth.
  const FiniteDifference weak = at([](double v) { return 5 + std::sin(v) + 1e-3 * relu(v - 0.4); }, 0.4);
  CHECK(weak.smoothness == Smoothness::kink);
  CHECK(weak.right - weak.left == doctest::Approx(1e-3).epsilon(1e-2));
  CHECK(at([](double v) { return std::max(v, 2 - v); }, 1).smoothness == Smoothness::kink);
  CHECK(at([](double v) { return std::clamp(v, -1.0, 1.0); }, -1).smoothness == Smoothness::kink);
  CHECK(at_float([](float v) { return 2 + std::max(v, 0.f); }, 0).smoothness == Smoothness::kink);
  CHECK(at_float([](float v) { return 2 + 0.02f * std::abs(v - 3); }, 3).smoothness == Smoothness::kink);
}

TEST_CASE("finite difference: a kink within the step but not at x is stepped around") {
  for (const double distance : {1e-8, 1e-7, 2e-6, 5e-6, 9e-6, 1e-3}) {
    CAPTURE(distance);
    for (const double side : {-1.0, 1.0}) {
      const FiniteDifference d = at(relu, side * distance);
      CHECK(d.smoothness == Smoothness::smooth);
      CHECK(d.central == doctest::Approx(side > 0 ? 1 : 0));
    }
  }
  const FiniteDifference rounded = at_float([](float v) { return 2 + std::max(v, 0.f); }, 1e-4f);
  CHECK(rounded.smoothness == Smoothness::smooth);
  CHECK(std::abs(rounded.central - 1) < rounded.uncertainty);
  // What is compared with it was computed in floats, for which the kink is at x.
  CHECK(at(relu, 1e-8).smoothness == Smoothness::smooth);
  CHECK(at(relu, 1e-8, 1e-6).smoothness == Smoothness::kink);
  CHECK(at(relu, 1e-5, 1e-6).smoothness == Smoothness::smooth);
}

TEST_CASE("finite difference: jumps and vertical tangents have no slope to settle on") {
  CHECK(at([](double v) { return v > 0 ? 1.0 : 0.0; }, 0).smoothness == Smoothness::jump);
  CHECK(at([](double v) { return std::round(v * 1000) / 1000; }, 0.5005).smoothness == Smoothness::jump);
  CHECK(at([](double v) { return std::cbrt(v); }, 0).smoothness == Smoothness::jump);
  CHECK(at_float([](float v) { return v > 1 ? 3.f : 2.f; }, 1).smoothness == Smoothness::jump);
  const FiniteDifference between = at([](double v) { return std::round(v * 1000) / 1000; }, 0.5);
  CHECK(between.smoothness == Smoothness::smooth);
  CHECK(between.central == 0);
  CHECK(at([](double v) { return v > 1e-6 ? 1.0 : 0.0; }, 0).smoothness == Smoothness::smooth);
}

TEST_CASE("finite difference: where no step gives finite numbers nothing is said") {
  CHECK(at([](double v) { return std::log(v); }, 0).smoothness == Smoothness::unknown);
  CHECK(at([](double v) { return 1 / v; }, 0).smoothness == Smoothness::unknown);
  CHECK(at([](double) { return std::nan(""); }, 1).smoothness == Smoothness::unknown);
  CHECK(at([](double v) { return v; }, INFINITY).smoothness == Smoothness::unknown);
  // Near the end of the domain a smaller step does.
  CHECK(at([](double v) { return std::sqrt(v); }, 1e-6).central == doctest::Approx(500).epsilon(1e-3));
}

TEST_CASE("finite difference: rounding is not taken for a kink, in thousands of smooth losses") {
  Random random(3);
  int wrong = 0, beyond = 0;
  for (int i = 0; i < 2000; ++i) {
    const float a = random.uniform(-1, 1), b = random.uniform(-2, 2), x = random.uniform(-2, 2);
    const auto mean = [&](auto v, auto slope) {
      decltype(v) sum = 0;
      for (int k = 0; k < 40; ++k) {
        const auto z = a * v * std::cos(static_cast<decltype(v)>(k)) + b * static_cast<decltype(v)>(k) / 20;
        sum +=
            slope ? a * std::cos(static_cast<decltype(v)>(k)) / (1 + std::exp(-z)) : std::log1p(std::exp(z));
      }
      return sum / 40;
    };
    const FiniteDifference in_float = at_float([&](float v) { return mean(v, false); }, x);
    const FiniteDifference in_double = at([&](double v) { return mean(v, false); }, x);
    const double slope = mean(static_cast<double>(x), true);
    for (const FiniteDifference& d : {in_float, in_double}) {
      wrong += d.smoothness != Smoothness::smooth;
      beyond += std::abs(d.central - slope) > d.uncertainty;
    }
  }
  CHECK(wrong == 0);
  CHECK(beyond == 0);
}

TEST_CASE("finite difference: a function that is not the same twice is rounding without end, not a kink") {
  Random random(4);
  const FiniteDifference d =
      at_float([&](float v) { return random.uniform() < 0.5f ? 0.f : 2 * v; }, 0.7f);  // a fresh dropout
  CHECK(d.smoothness == Smoothness::smooth);
  CHECK(d.uncertainty > 100);
  CHECK_FALSE(relative_error(1, d));
}

TEST_CASE("relative_error: by the larger; none at a kink, none where rounding hides it") {
  const FiniteDifference smooth{Smoothness::smooth, 2, 2, 2, 1e-5, 1e-9};
  CHECK(*relative_error(2, smooth) == 0);
  CHECK(*relative_error(1, smooth) == doctest::Approx(0.5));
  CHECK(*relative_error(-2, smooth) == doctest::Approx(2));
  CHECK(*relative_error(2e-3, {Smoothness::smooth, 0, 0, 0, 1e-5, 0}) == 1);
  CHECK(*relative_error(1e-6, {Smoothness::smooth, 0, 0, 0, 1e-5, 0}, 1e-4) == doctest::Approx(0.01));
  CHECK(*relative_error(0, {Smoothness::smooth, 0, 0, 0, 1e-5, 1e-9}) == 0);
  CHECK_FALSE(relative_error(0, {Smoothness::smooth, 3e-5, 0, 0, 2e-3, 1e-4}));  // a true 0 beside rounding
  CHECK(*relative_error(0, {Smoothness::smooth, 3e-4, 0, 0, 2e-3, 1e-4}) == 1);
  for (const Smoothness other : {Smoothness::kink, Smoothness::jump, Smoothness::unknown})
    CHECK_FALSE(relative_error(1, {other, 1, 1, 1, 1e-5, 0}));
}

TEST_CASE("is_subgradient: between the slopes, ends included") {
  const FiniteDifference kink{Smoothness::kink, 0.25, 1, -0.5, 1e-5, 1e-9};
  for (const double inside : {-0.5, -0.50001, 0.0, 0.3, 1.0, 1.00005}) CHECK(is_subgradient(inside, kink));
  for (const double outside : {-0.51, 1.01}) CHECK_FALSE(is_subgradient(outside, kink));
}
