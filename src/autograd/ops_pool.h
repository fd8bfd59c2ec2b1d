#pragma once

#include <optional>

#include "autograd/variable.h"
#include "core/size2.h"

/// Over planes (batch, channels, height, width) or lines (batch, channels, length).
namespace madang {

struct PoolOptions {
  std::optional<Size2> stride{};  // the kernel's size unless given
  Size2 padding = 0;              // at most half the kernel; never a maximum, 0 in a mean
  bool count_include_pad = true;  // whether a mean counts the padding (of no meaning to a maximum)
};

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
};

Variable max_pool1d(const Variable& x, int kernel, const Pool1dOptions& options = {});
Variable average_pool1d(const Variable& x, int kernel, const Pool1dOptions& options = {});

/// One number per channel (Lin et al. 2014): (batch, channels, …) → (batch, channels)
Variable global_average_pool(const Variable& x);
Variable global_max_pool(const Variable& x);

}  // namespace madang
