#include <cmath>
#include <numbers>

#include "kernels/activation.h"
#include "kernels/check.h"

namespace madang::kernels {
namespace {

struct Point {
  double y;
  double slope;
};

template <class F>
void each_point(const char* operation, std::span<const float> x, std::span<float> y, std::span<float> slope,
                F f) {
  check_same(operation, x.size(), y.size());
  if (!slope.empty()) check_same(operation, x.size(), slope.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Point at = f(static_cast<double>(x[i]));
    y[i] = static_cast<float>(at.y);
    if (!slope.empty()) slope[i] = static_cast<float>(at.slope);
  }
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace

void gelu_reference(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each_point("gelu", x, y, slope, [](double v) {
    const double distribution = 0.5 * std::erfc(-v / std::numbers::sqrt2);
    const double density = std::exp(-0.5 * v * v) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
    return Point{v * distribution, distribution + v * density};
  });
}

void gelu_tanh_reference(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each_point("gelu_tanh", x, y, slope, [](double v) {
    const double root = std::numbers::sqrt2 * std::numbers::inv_sqrtpi;
    const double s = sigmoid(2 * root * (v + 0.044715 * v * v * v));
    return Point{v * s, s + v * s * (1 - s) * 2 * root * (1 + 3 * 0.044715 * v * v)};
  });
}

void silu_reference(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each_point("silu", x, y, slope, [](double v) {
    const double s = sigmoid(v);
    return Point{v * s, s + v * s * (1 - s)};
  });
}

void elu_reference(const Elu& shape, std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each_point("elu", x, y, slope, [&](double v) {
    const double scale = shape.scale, below = scale * shape.alpha;
    return v > 0 ? Point{scale * v, scale} : Point{below * std::expm1(v), below * std::exp(v)};
  });
}

void softplus_reference(std::span<const float> x, std::span<float> y, std::span<float> slope) {
  each_point("softplus", x, y, slope, [](double v) {
    return Point{(v < 0 ? 0 : v) + std::log1p(std::exp(-std::abs(v))), sigmoid(v)};
  });
}

}  // namespace madang::kernels
