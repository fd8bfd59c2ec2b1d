#pragma once

#include "autograd/variable.h"

/// Over all elements (giving a scalar) or over the named axes; negative axes count from the end. A mean, a
/// variance, a maximum or a minimum of no elements throws Error; a result without elements is no error.
namespace madang {

struct Reduce {
  bool keep_dims = false;  // leave the axes in place with size 1
};

Variable sum(const Variable& x);
Variable sum(const Variable& x, const Axes& axes, Reduce mode = {});
Variable mean(const Variable& x);
Variable mean(const Variable& x, const Axes& axes, Reduce mode = {});
/// The gradient goes to the first of equal maxima (minima).
Variable max(const Variable& x);
Variable max(const Variable& x, const Axes& axes, Reduce mode = {});
Variable min(const Variable& x);
Variable min(const Variable& x, const Axes& axes, Reduce mode = {});
/// Mean squared distance from the mean (divided by n, not n − 1).
Variable variance(const Variable& x);
Variable variance(const Variable& x, const Axes& axes, Reduce mode = {});
/// log Σ eˣ without overflow; −∞ of no elements.
Variable logsumexp(const Variable& x, const Axes& axes, Reduce mode = {});

/// Undoes broadcasting: sums over the axes along which `shape` would be repeated to give the shape of x.
Variable sum_to(const Variable& x, const Shape& shape);

}  // namespace madang
