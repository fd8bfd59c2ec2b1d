#include "kernels/elementwise.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "core/error.h"
#include "support/samples.h"

namespace madang::kernels {
namespace {

using test::largest_difference;
using test::samples;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

bool same_bits_or_nan(float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Largest relative error of `kernel` against `exact`, computed in double, over a dense sweep of [low, high].
double relative_error(void (*kernel)(In, Out), double (*exact)(double), float low, float high) {
  constexpr int kCount = 1'000'003;
  std::vector<float> x(kCount), y(kCount);
  for (int i = 0; i < kCount; ++i) x[i] = low + (high - low) * static_cast<float>(i) / (kCount - 1);
  kernel(x, y);
  double largest = 0;
  for (int i = 0; i < kCount; ++i) {
    const double wanted = exact(x[i]);
    if (std::fabs(wanted) < std::numeric_limits<float>::min()) continue;
    largest = std::max(largest, std::fabs(y[i] - wanted) / std::fabs(wanted));
  }
  return largest;
}

double exact_exp(double x) { return std::exp(x); }
double exact_log(double x) { return std::log(x); }
double exact_tanh(double x) { return std::tanh(x); }
double exact_sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

TEST_CASE("vector exp, log, tanh and sigmoid are within the documented relative error") {
  constexpr double kDocumented = 3e-7;
  CHECK(relative_error(exp, exact_exp, -88, 88.7f) < kDocumented);
  CHECK(relative_error(exp, exact_exp, -1, 1) < kDocumented);
  CHECK(relative_error(log, exact_log, 1e-3f, 3) < kDocumented);
  CHECK(relative_error(log, exact_log, 0.999f, 1.001f) < kDocumented);
  CHECK(relative_error(log, exact_log, 1, 3e38f) < kDocumented);
  CHECK(relative_error(log, exact_log, 1e-45f, 1e-37f) < kDocumented);
  CHECK(relative_error(tanh, exact_tanh, -12, 12) < kDocumented);
  CHECK(relative_error(tanh, exact_tanh, -1e-3f, 1e-3f) < kDocumented);
  CHECK(relative_error(sigmoid, exact_sigmoid, -86, 86) < kDocumented);
  CHECK(relative_error(sigmoid, exact_sigmoid, -2, 2) < kDocumented);
}

TEST_CASE("functions of one argument give what the C library gives at the special values") {
  struct Case {
    const char* name;
    void (*fast)(In, Out);
    void (*reference)(In, Out);
  };
  const Case cases[] = {{"exp", exp, exp_reference},    {"log", log, log_reference},
                        {"tanh", tanh, tanh_reference}, {"sigmoid", sigmoid, sigmoid_reference},
                        {"relu", relu, relu_reference}, {"sqrt", sqrt, sqrt_reference}};
  const std::vector<float> x = {kNan, kInfinity, -kInfinity, 0.0f, -0.0f, 1.0f, 200.0f, -200.0f, -1.0f};
  for (const Case& each : cases) {
    std::vector<float> fast(x.size()), reference(x.size());
    each.fast(x, fast);
    each.reference(x, reference);
    for (std::size_t i = 0; i < x.size(); ++i) {
      CAPTURE(each.name);
      CAPTURE(x[i]);
      const bool special = std::isnan(reference[i]) || std::isinf(reference[i]) || reference[i] == 0;
      if (special) {
        CHECK(same_bits_or_nan(fast[i], reference[i]));
      } else {
        CHECK(fast[i] == doctest::Approx(reference[i]).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("elementwise kernels equal their references at every length, in place too") {
  for (std::size_t size = 0; size <= 67; ++size) {
    const auto a = samples(size, 1, -3, 3), b = samples(size, 2, 0.5f, 4);
    const auto check = [&](auto fast, auto reference, double bound) {
      std::vector<float> y(size), wanted(size), in_place = a;
      fast(In(a), Out(y));
      reference(In(a), Out(wanted));
      fast(In(in_place), Out(in_place));
      CAPTURE(size);
      CHECK(largest_difference(y, wanted) <= bound);
      CHECK(in_place == y);
    };
    const auto check_two = [&](auto fast, auto reference) {
      check([&](In x, Out y) { fast(x, b, y); }, [&](In x, Out y) { reference(x, b, y); }, 0);
    };
    check(exp, exp_reference, 3e-7);
    check(tanh, tanh_reference, 3e-7);
    check(sigmoid, sigmoid_reference, 3e-7);
    check(relu, relu_reference, 0);
    check([](In x, Out y) { scale(0.3f, x, y); }, [](In x, Out y) { scale_reference(0.3f, x, y); }, 0);
    check([](In x, Out y) { add_scalar(0.3f, x, y); }, [](In x, Out y) { add_scalar_reference(0.3f, x, y); },
          0);
    check_two(add, add_reference);
    check_two(subtract, subtract_reference);
    check_two(multiply, multiply_reference);
    check_two(divide, divide_reference);
    check_two(tanh_backward, tanh_backward_reference);
    check_two(sigmoid_backward, sigmoid_backward_reference);
    check_two(relu_backward, relu_backward_reference);
    std::vector<float> logs(size), wanted_logs(size), roots(size), wanted_roots(size);
    log(b, logs);
    log_reference(b, wanted_logs);
    CHECK(largest_difference(logs, wanted_logs) < 3e-7);
    sqrt(b, roots);
    sqrt_reference(b, wanted_roots);
    CHECK(roots == wanted_roots);
    auto sum = b, wanted_sum = b;
    axpy(-0.7f, a, sum);
    axpy_reference(-0.7f, a, wanted_sum);
    CHECK(sum == wanted_sum);
  }
}

TEST_CASE("arithmetic and derivatives carry NaN") {
  const std::vector<float> nan(5, kNan), one(5, 1.0f);
  std::vector<float> y(5);
  for (const auto kernel :
       {add, subtract, multiply, divide, tanh_backward, sigmoid_backward, relu_backward}) {
    kernel(one, nan, y);
    for (const float value : y) CHECK(std::isnan(value));
  }
}

TEST_CASE("elementwise kernels name lengths that differ") {
  std::vector<float> three(3), four(4);
  CHECK_THROWS_WITH_AS(add(three, four, four), "add: sizes do not fit: 3 4 4", Error);
  CHECK_THROWS_AS(exp(three, four), Error);
}

}  // namespace
}  // namespace madang::kernels
