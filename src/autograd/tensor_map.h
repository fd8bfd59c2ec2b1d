#pragma once

#include "core/tensor.h"

/// Plain values, no derivatives: what the operations compute with.
namespace madang {

/// y[i] = f(x[i])
template <class Function>
Tensor map(const Tensor& x, Function f) {
  Tensor y = Tensor::uninitialized(x.shape());
  const float* in = x.data();
  float* out = y.mutable_data();
  for (std::size_t i = 0, n = x.size(); i < n; ++i) out[i] = f(in[i]);
  return y;
}

/// y[i] = f(a[i], b[i]), shapes equal.
template <class Function>
Tensor map(const Tensor& a, const Tensor& b, Function f) {
  Tensor y = Tensor::uninitialized(a.shape());
  const float* left = a.data();
  const float* right = b.data();
  float* out = y.mutable_data();
  for (std::size_t i = 0, n = a.size(); i < n; ++i) out[i] = f(left[i], right[i]);
  return y;
}

/// y = kernel(x) for kernels of the form f(in, out). (Not called "apply": a kernel takes std::span, so
/// std::apply would be a candidate, and an ill-formed one.)
template <class Kernel>
Tensor run_kernel(Kernel kernel, const Tensor& x) {
  Tensor y = Tensor::uninitialized(x.shape());
  kernel(x.values(), y.mutable_values());
  return y;
}
template <class Kernel>
Tensor run_kernel(Kernel kernel, const Tensor& a, const Tensor& b) {
  Tensor y = Tensor::uninitialized(a.shape());
  kernel(a.values(), b.values(), y.mutable_values());
  return y;
}

}  // namespace madang
