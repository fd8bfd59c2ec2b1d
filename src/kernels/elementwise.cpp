#include "kernels/elementwise.h"

#include "kernels/check.h"
#include "kernels/map.h"
#include "kernels/simd_math.h"

namespace madang::kernels {

void exp(In x, Out y) {
  check_same("exp", x.size(), y.size());
  map(
      y, [](float4 v) { return exp(v); }, x);
}

void log(In x, Out y) {
  check_same("log", x.size(), y.size());
  map(
      y, [](float4 v) { return log(v); }, x);
}

void tanh(In x, Out y) {
  check_same("tanh", x.size(), y.size());
  map(
      y, [](float4 v) { return tanh(v); }, x);
}

void sigmoid(In x, Out y) {
  check_same("sigmoid", x.size(), y.size());
  map(
      y, [](float4 v) { return sigmoid(v); }, x);
}

void relu(In x, Out y) {
  check_same("relu", x.size(), y.size());
  map(
      y, [](float4 v) { return select(v < splat(0.0f), splat(0.0f), v); }, x);
}

void sqrt(In x, Out y) {
  check_same("sqrt", x.size(), y.size());
  map(
      y, [](float4 v) { return sqrt(v); }, x);
}

void add(In a, In b, Out y) {
  check_same("add", a.size(), b.size(), y.size());
  map(
      y, [](float4 u, float4 v) { return u + v; }, a, b);
}

void subtract(In a, In b, Out y) {
  check_same("subtract", a.size(), b.size(), y.size());
  map(
      y, [](float4 u, float4 v) { return u - v; }, a, b);
}

void multiply(In a, In b, Out y) {
  check_same("multiply", a.size(), b.size(), y.size());
  map(
      y, [](float4 u, float4 v) { return u * v; }, a, b);
}

void divide(In a, In b, Out y) {
  check_same("divide", a.size(), b.size(), y.size());
  map(
      y, [](float4 u, float4 v) { return u / v; }, a, b);
}

void scale(float factor, In x, Out y) {
  check_same("scale", x.size(), y.size());
  map(
      y, [s = splat(factor)](float4 v) { return s * v; }, x);
}

void add_scalar(float term, In x, Out y) {
  check_same("add_scalar", x.size(), y.size());
  map(
      y, [s = splat(term)](float4 v) { return v + s; }, x);
}

void axpy(float factor, In x, Out y) {
  check_same("axpy", x.size(), y.size());
  map(
      y, [s = splat(factor)](float4 v, float4 old) { return old + s * v; }, x, In(y));
}

void tanh_backward(In y, In dy, Out dx) {
  check_same("tanh_backward", y.size(), dy.size(), dx.size());
  map(
      dx, [](float4 v, float4 d) { return d * (splat(1.0f) - v * v); }, y, dy);
}

void sigmoid_backward(In y, In dy, Out dx) {
  check_same("sigmoid_backward", y.size(), dy.size(), dx.size());
  map(
      dx, [](float4 v, float4 d) { return d * (v * (splat(1.0f) - v)); }, y, dy);
}

void relu_backward(In y, In dy, Out dx) {
  check_same("relu_backward", y.size(), dy.size(), dx.size());
  map(
      dx, [](float4 v, float4 d) { return select(v <= splat(0.0f), splat(0.0f), d); }, y, dy);
}

}  // namespace madang::kernels
