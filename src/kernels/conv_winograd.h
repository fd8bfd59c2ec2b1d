#pragma once

#include "kernels/conv.h"

/// 3×3 convolutions of stride 1 in tiles of 2×2 outputs, with 16 multiplications where the sum has 36 (Lavin
/// & Gray 2016, "Fast algorithms for convolutional neural networks", section 4.1, F(2×2, 3×3)):
///   y = Aᵀ [(G w Gᵀ) ⊙ (Bᵀ x B)] A
/// The product ⊙ sums over channels, so that it is 16 matrix products. Both gradients are this map's
/// adjoints.
namespace madang::kernels {

/// Whether the convolution has the form, and enough channels and tiles for the way there and back to pay.
bool suits_winograd(const Conv& shape);

/// As conv, conv_input_gradient and conv_weight_gradient, sizes checked; bias may be null.
void winograd_conv(const Conv& shape, const float* x, const float* w, const float* bias, float* y);
void winograd_input_gradient(const Conv& shape, const float* dy, const float* w, float* dx);
void winograd_weight_gradient(const Conv& shape, const float* x, const float* dy, float* dw);

}  // namespace madang::kernels
