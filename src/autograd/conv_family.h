#pragma once

#include "autograd/variable.h"
#include "kernels/conv.h"

/// The three operations that are closed under differentiation. Each names itself `operation` in what it
/// records; shapes were checked by who made the kernels::Conv.
///
/// With y = C(x, w), T(dy, w) its gradient with respect to x and W(x, dy) that with respect to w, all three
/// are linear in both arguments, and for scalar products Σ:
///   Σ g C(x, w) = Σ x T(g, w) = Σ w W(x, g)
/// from which each one's derivatives can be read.
namespace madang::conv_family {

/// Sizes of the four-axis tensors.
Shape x_shape(const kernels::Conv& sizes);
Shape weight_shape(const kernels::Conv& sizes);
Shape y_shape(const kernels::Conv& sizes);

/// bias may be nothing.
Variable convolve(const char* operation, const kernels::Conv& sizes, const Variable& x,
                  const Variable& weight, const Variable& bias);
Variable input_gradient(const char* operation, const kernels::Conv& sizes, const Variable& dy,
                        const Variable& weight);
Variable weight_gradient(const char* operation, const kernels::Conv& sizes, const Variable& x,
                         const Variable& dy);

}  // namespace madang::conv_family
