#pragma once

#include "core/random.h"
#include "demos/convolution/settings.h"

namespace madang::demos::convolution {

/// The weights of a filter, (1, channels, size, size). Every channel has the same ones, divided by the number
/// of channels, so that a grey picture gives the same map in RGB; random ones are normal with variance
/// 1 / (channels · size²) (LeCun et al. 1998, section 4.6). `learned` has no weights of its own.
///   Sobel and Laplacian: Gonzalez & Woods, "Digital Image Processing", section 3.6
Tensor weights_of(Filter filter, int channels, int size, Random random);

}  // namespace madang::demos::convolution
