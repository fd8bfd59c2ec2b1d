#pragma once

#include "autograd/variable.h"

/// Element by element, with broadcasting between two operands.
namespace madang {

Variable add(const Variable& a, const Variable& b);
Variable subtract(const Variable& a, const Variable& b);
Variable multiply(const Variable& a, const Variable& b);
Variable divide(const Variable& a, const Variable& b);
/// At a tie each gets half of the gradient.
Variable maximum(const Variable& a, const Variable& b);
Variable minimum(const Variable& a, const Variable& b);
Variable add(const Variable& a, float b);
Variable multiply(const Variable& a, float b);

Variable negate(const Variable& x);
Variable exp(const Variable& x);
Variable log(const Variable& x);
Variable sqrt(const Variable& x);
Variable square(const Variable& x);
Variable pow(const Variable& x, float exponent);
Variable abs(const Variable& x);  // derivative 0 at 0
Variable clamp(const Variable& x, float low, float high);
Variable sin(const Variable& x);
Variable cos(const Variable& x);

inline Variable operator+(const Variable& a, const Variable& b) { return add(a, b); }
inline Variable operator-(const Variable& a, const Variable& b) { return subtract(a, b); }
inline Variable operator*(const Variable& a, const Variable& b) { return multiply(a, b); }
inline Variable operator/(const Variable& a, const Variable& b) { return divide(a, b); }
inline Variable operator-(const Variable& x) { return negate(x); }
inline Variable operator+(const Variable& a, float b) { return add(a, b); }
inline Variable operator+(float a, const Variable& b) { return add(b, a); }
inline Variable operator-(const Variable& a, float b) { return add(a, -b); }
inline Variable operator-(float a, const Variable& b) { return add(negate(b), a); }
inline Variable operator*(const Variable& a, float b) { return multiply(a, b); }
inline Variable operator*(float a, const Variable& b) { return multiply(b, a); }
Variable operator/(const Variable& a, float b);
inline Variable operator/(float a, const Variable& b) { return multiply(pow(b, -1.0f), a); }

}  // namespace madang
