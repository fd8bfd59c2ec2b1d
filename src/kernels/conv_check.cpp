#include "kernels/conv_check.h"

#include <algorithm>

#include "kernels/check.h"

namespace madang::kernels {
namespace {

std::size_t product(std::initializer_list<int> sizes) {
  std::size_t result = 1;
  for (const int size : sizes) result *= static_cast<std::size_t>(size);
  return result;
}

}  // namespace

void check_conv(const char* operation, const Conv& s, std::size_t x, std::size_t w, std::size_t y) {
  const bool counts = std::min({s.batch, s.in_channels, s.out_channels, s.in.height, s.in.width,
                                s.padding.height, s.padding.width}) >= 0;
  const bool steps = std::min({s.groups, s.kernel.height, s.kernel.width, s.stride.height, s.stride.width,
                               s.dilation.height, s.dilation.width}) >= 1;
  if (!counts || !steps || s.in_channels % s.groups != 0 || s.out_channels % s.groups != 0) {
    throw_sizes(operation, {x, w, y});
  }
  const Size2 out = s.out();
  const std::size_t expected_x = product({s.batch, s.in_channels, s.in.height, s.in.width});
  const std::size_t expected_w = product({s.out_channels, s.group_in(), s.kernel.height, s.kernel.width});
  const std::size_t expected_y = product({s.batch, s.out_channels, out.height, out.width});
  if (x != expected_x || w != expected_w || y != expected_y) {
    throw_sizes(operation, {x, expected_x, w, expected_w, y, expected_y});
  }
}

void check_bias(const char* operation, const Conv& shape, std::size_t bias) {
  if (bias != 0) check_same(operation, bias, static_cast<std::size_t>(shape.out_channels));
}

}  // namespace madang::kernels
