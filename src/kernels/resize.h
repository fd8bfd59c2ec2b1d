#pragma once

#include <span>

#include "core/size2.h"

namespace madang::kernels {

/// How a plane is read at places between its pixels. Pixels are squares, not points: output i lies at
/// (i + ½) in / out − ½ (align_corners = false).
enum class Interpolation {
  nearest,  // pixel ⌊i in / out⌋
  bilinear  // between the four around; at the border the pixel itself
};

/// x: (planes, in) → y: (planes, out)
struct Resize {
  int planes = 1;  // batch × channels
  Size2 in = 1;
  Size2 out = 1;
  Interpolation interpolation = Interpolation::nearest;
};

void resize(const Resize& shape, std::span<const float> x, std::span<float> y);
/// The adjoint: dx = what each pixel gave, times dy.
void resize_backward(const Resize& shape, std::span<const float> dy, std::span<float> dx);

void resize_reference(const Resize& shape, std::span<const float> x, std::span<float> y);
void resize_backward_reference(const Resize& shape, std::span<const float> dy, std::span<float> dx);

}  // namespace madang::kernels
