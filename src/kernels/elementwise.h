#pragma once

#include <span>

/// Element by element: every span of a call has the same length, an output may be one of the inputs (but not
/// overlap it in part). NaN and infinity pass through as IEEE 754 and the C library have it.
/// Each name has a `_reference`: the plain loop over the C library's function, which is its specification.
/// Largest relative error of the vector versions, tested against double: exp, log, tanh, sigmoid 3e-7
/// (results that are subnormal are not counted); the others round exactly as their references.
namespace madang::kernels {

using In = std::span<const float>;
using Out = std::span<float>;

void exp(In x, Out y);
void log(In x, Out y);  // log 0 = −∞, log of a negative number = NaN
void tanh(In x, Out y);
void sigmoid(In x, Out y);  // 1 / (1 + e^−x)
void relu(In x, Out y);     // max(x, 0); NaN stays NaN
void sqrt(In x, Out y);

void add(In a, In b, Out y);
void subtract(In a, In b, Out y);
void multiply(In a, In b, Out y);
void divide(In a, In b, Out y);
void scale(float factor, In x, Out y);     // y = factor x
void add_scalar(float term, In x, Out y);  // y = x + term
void axpy(float factor, In x, Out y);      // y = y + factor x

// Derivatives, from the value y = f(x) that the forward pass left: dx = dy f′(x).
void tanh_backward(In y, In dy, Out dx);     // dx = dy (1 − y²)
void sigmoid_backward(In y, In dy, Out dx);  // dx = dy y (1 − y)
void relu_backward(In y, In dy, Out dx);     // dx = dy where y > 0 (or NaN), else 0

void exp_reference(In x, Out y);
void log_reference(In x, Out y);
void tanh_reference(In x, Out y);
void sigmoid_reference(In x, Out y);
void relu_reference(In x, Out y);
void sqrt_reference(In x, Out y);
void add_reference(In a, In b, Out y);
void subtract_reference(In a, In b, Out y);
void multiply_reference(In a, In b, Out y);
void divide_reference(In a, In b, Out y);
void scale_reference(float factor, In x, Out y);
void add_scalar_reference(float term, In x, Out y);
void axpy_reference(float factor, In x, Out y);
void tanh_backward_reference(In y, In dy, Out dx);
void sigmoid_backward_reference(In y, In dy, Out dx);
void relu_backward_reference(In y, In dy, Out dx);

}  // namespace madang::kernels
