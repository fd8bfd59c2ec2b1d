#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "autograd/variable.h"
#include "core/random.h"
#include "demos/vit/settings.h"

namespace madang::demos::vit {

/// An empty border all around, so that patches of 4 make a grid that windows divide (LeCun et al. 1998,
/// section II.B has MNIST in 32×32 too).
// (images, 1, 28, 28) → (images, 1, canvas, canvas)
Tensor bordered(const Tensor& images);

/// The squares of `patch` pixels, row by row, each as a row of its pixels.
// (images, 1, canvas, canvas) → (images, patches, patch²)
Variable patches_of(const Variable& images, int patch);

/// Which patch of the image stands at each place of the grid: a permutation.
using Order = std::vector<std::int32_t>;
Order shuffled_order(int patches, Random& random);
/// Every image with its patches moved: place i gets patch orders[image][i].
Tensor rearranged(const Tensor& images, int patch, std::span<const Order> orders);

}  // namespace madang::demos::vit
