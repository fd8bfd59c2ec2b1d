#pragma once

#include "autograd/variable.h"
#include "core/size2.h"

/// Planes (batch, channels, height, width) in another size, as PyTorch's interpolate does it with
/// align_corners = false: pixels are squares, and output i lies at (i + ½) in / out − ½.
namespace madang {

/// `factor` times as high and wide.
Variable upsample_nearest(const Variable& x, Size2 factor);
Variable upsample_bilinear(const Variable& x, Size2 factor);

/// To any size, smaller ones too (where pixels are skipped, not averaged).
Variable resize_nearest(const Variable& x, Size2 size);
Variable resize_bilinear(const Variable& x, Size2 size);

}  // namespace madang
