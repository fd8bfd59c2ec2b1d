#pragma once

#include <optional>

#include "autograd/variable.h"
#include "core/size2.h"

/// Over planes (batch, channels, height, width) or lines (batch, channels, length).
namespace madang {

struct PoolOptions {
  std::optional<Size2> stride{};         // the kernel's size unless given
  Size2 padding = 0;                     // at most half the kernel; never a maximum, 0 in a mean
  bool count_include_pad = true;         // whether a mean counts the padding (of no meaning to a maximum)
  std::optional<Size2> padding_after{};  // at the bottom and right, where other than `padding`
  Size2 dilation = 1;
  bool ceil_mode = false;  // a last window that hangs over the end counts too, if it begins before it
};

/// Height and width of the result for planes of that size; throws Error naming the operation where no window
/// fits.
Size2 pooled_size(const char* operation, Size2 in, Size2 kernel, const PoolOptions& options);

/// Of equal maxima the first, row by row, gets the gradient.
Variable max_pool2d(const Variable& x, Size2 kernel, const PoolOptions& options = {});
Variable average_pool2d(const Variable& x, Size2 kernel, const PoolOptions& options = {});
/// α max + (1 − α) mean (Lee, Gallagher & Tu 2016, eq. 1). alpha: one number for the layer, or
/// (channels, 1, 1).
Variable mixed_pool2d(const Variable& x, const Variable& alpha, Size2 kernel,
                      const PoolOptions& options = {});

struct Pool1dOptions {
  std::optional<int> stride{};
  int padding = 0;
  bool count_include_pad = true;
  std::optional<int> padding_after{};
  int dilation = 1;
  bool ceil_mode = false;
};

Variable max_pool1d(const Variable& x, int kernel, const Pool1dOptions& options = {});
Variable average_pool1d(const Variable& x, int kernel, const Pool1dOptions& options = {});

/// One number per channel (Lin et al. 2014): (batch, channels, …) → (batch, channels)
Variable global_average_pool(const Variable& x);
Variable global_max_pool(const Variable& x);

}  // namespace madang
