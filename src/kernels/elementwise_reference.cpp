#include <cmath>

#include "kernels/check.h"
#include "kernels/elementwise.h"

namespace madang::kernels {
namespace {

template <class F>
void each(const char* operation, In x, Out y, F f) {
  check_same(operation, x.size(), y.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = f(x[i]);
}

template <class F>
void each(const char* operation, In a, In b, Out y, F f) {
  check_same(operation, a.size(), b.size(), y.size());
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = f(a[i], b[i]);
}

}  // namespace

void exp_reference(In x, Out y) {
  each("exp", x, y, [](float v) { return std::exp(v); });
}
void log_reference(In x, Out y) {
  each("log", x, y, [](float v) { return std::log(v); });
}
void tanh_reference(In x, Out y) {
  each("tanh", x, y, [](float v) { return std::tanh(v); });
}
void sigmoid_reference(In x, Out y) {
  each("sigmoid", x, y, [](float v) { return 1.0f / (1.0f + std::exp(-v)); });
}
void relu_reference(In x, Out y) {
  each("relu", x, y, [](float v) { return v < 0 ? 0.0f : v; });
}
void sqrt_reference(In x, Out y) {
  each("sqrt", x, y, [](float v) { return std::sqrt(v); });
}

void add_reference(In a, In b, Out y) {
  each("add", a, b, y, [](float u, float v) { return u + v; });
}
void subtract_reference(In a, In b, Out y) {
  each("subtract", a, b, y, [](float u, float v) { return u - v; });
}
void multiply_reference(In a, In b, Out y) {
  each("multiply", a, b, y, [](float u, float v) { return u * v; });
}
void divide_reference(In a, In b, Out y) {
  each("divide", a, b, y, [](float u, float v) { return u / v; });
}
void scale_reference(float factor, In x, Out y) {
  each("scale", x, y, [=](float v) { return factor * v; });
}
void add_scalar_reference(float term, In x, Out y) {
  each("add_scalar", x, y, [=](float v) { return v + term; });
}
void axpy_reference(float factor, In x, Out y) {
  each("axpy", x, y, y, [=](float v, float old) { return old + factor * v; });
}

void tanh_backward_reference(In y, In dy, Out dx) {
  each("tanh_backward", y, dy, dx, [](float v, float d) { return d * (1.0f - v * v); });
}
void sigmoid_backward_reference(In y, In dy, Out dx) {
  each("sigmoid_backward", y, dy, dx, [](float v, float d) { return d * (v * (1.0f - v)); });
}
void relu_backward_reference(In y, In dy, Out dx) {
  each("relu_backward", y, dy, dx, [](float v, float d) { return v <= 0 ? 0.0f : d; });
}

}  // namespace madang::kernels
