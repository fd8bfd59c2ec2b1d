#pragma once

#include <cstdint>

#include "core/tensor.h"
#include "demos/convolution/settings.h"

namespace madang::demos::convolution {

/// The picture that the settings name: (1, channels, side, side), 0 … 1. Shapes depend on the seed. Throws
/// io::Refused for a drawing or photo that cannot be read.
Tensor picture_of(const Settings& settings, std::uint64_t seed);

/// Moved by whole pixels to the right and down; zeros come in.
Tensor shifted(const Tensor& picture, int right, int down);

}  // namespace madang::demos::convolution
