#include <algorithm>
#include <cstddef>

#include "kernels/conv.h"
#include "kernels/conv_check.h"

namespace madang::kernels {
namespace {

/// f(x index, w index, y index) for every product of the sum in conv.h.
template <class F>
void for_each_product(const Conv& s, F f) {
  const Size2 out = s.out();
  for (int n = 0; n < s.batch; ++n) {
    for (int o = 0; o < s.out_channels; ++o) {
      for (int c = 0; c < s.group_in(); ++c) {
        const int in_channel = o / s.group_out() * s.group_in() + c;
        for (int p = 0; p < out.area(); ++p) {
          for (int k = 0; k < s.kernel.area(); ++k) {
            const int i =
                p / out.width * s.stride.height + k / s.kernel.width * s.dilation.height - s.padding.height;
            const int j =
                p % out.width * s.stride.width + k % s.kernel.width * s.dilation.width - s.padding.width;
            if (i < 0 || i >= s.in.height || j < 0 || j >= s.in.width) continue;
            f(((static_cast<std::size_t>(n) * s.in_channels + in_channel) * s.in.height + i) * s.in.width + j,
              (static_cast<std::size_t>(o) * s.group_in() + c) * s.kernel.area() + k,
              (static_cast<std::size_t>(n) * s.out_channels + o) * out.area() + p);
          }
        }
      }
    }
  }
}

}  // namespace

void conv_reference(const Conv& shape, std::span<const float> x, std::span<const float> w,
                    std::span<const float> bias, std::span<float> y) {
  check_conv("conv", shape, x.size(), w.size(), y.size());
  check_bias("conv", shape, bias.size());
  const std::size_t area = shape.out().area();
  for (std::size_t i = 0; i < y.size(); ++i) {
    y[i] = bias.empty() ? 0.0f : bias[i / area % shape.out_channels];
  }
  for_each_product(shape, [&](std::size_t i, std::size_t k, std::size_t p) { y[p] += w[k] * x[i]; });
}

void conv_input_gradient_reference(const Conv& shape, std::span<const float> dy, std::span<const float> w,
                                   std::span<float> dx) {
  check_conv("conv_input_gradient", shape, dx.size(), w.size(), dy.size());
  std::ranges::fill(dx, 0.0f);
  for_each_product(shape, [&](std::size_t i, std::size_t k, std::size_t p) { dx[i] += w[k] * dy[p]; });
}

void conv_weight_gradient_reference(const Conv& shape, std::span<const float> x, std::span<const float> dy,
                                    std::span<float> dw) {
  check_conv("conv_weight_gradient", shape, x.size(), dw.size(), dy.size());
  std::ranges::fill(dw, 0.0f);
  for_each_product(shape, [&](std::size_t i, std::size_t k, std::size_t p) { dw[k] += x[i] * dy[p]; });
}

}  // namespace madang::kernels
