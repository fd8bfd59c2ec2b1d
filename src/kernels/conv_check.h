#pragma once

#include <cstddef>

#include "kernels/conv.h"

namespace madang::kernels {

/// Throws unless the sizes of the spans are those of the shape, and the shape is one.
void check_conv(const char* operation, const Conv& shape, std::size_t x, std::size_t w, std::size_t y);
void check_bias(const char* operation, const Conv& shape, std::size_t bias);

}  // namespace madang::kernels
