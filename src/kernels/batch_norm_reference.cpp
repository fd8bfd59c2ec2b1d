#include <cmath>

#include "kernels/norm.h"
#include "kernels/norm_check.h"

namespace madang::kernels {
namespace {

/// f(position) for each number of one channel.
template <class F>
void each_of_channel(const ChannelNorm& shape, int channel, F f) {
  for (int o = 0; o < shape.outer; ++o) {
    for (int i = 0; i < shape.inner; ++i) {
      f((static_cast<std::size_t>(o) * shape.channels + channel) * shape.inner + i);
    }
  }
}

}  // namespace

void batch_norm_reference(const ChannelNorm& shape, std::span<const float> x, std::span<const float> weight,
                          std::span<const float> bias, std::span<float> y, std::span<float> mean,
                          std::span<float> variance) {
  check_channels("batch_norm", shape, {x.size(), y.size()},
                 {weight.size(), bias.size(), mean.size(), variance.size()});
  const double count = static_cast<double>(shape.outer) * shape.inner;
  for (int c = 0; c < shape.channels; ++c) {
    double m = 0, v = 0;
    each_of_channel(shape, c, [&](std::size_t at) { m += x[at] / count; });
    each_of_channel(shape, c, [&](std::size_t at) { v += (x[at] - m) * (x[at] - m) / count; });
    const double r = 1 / std::sqrt(v + shape.epsilon);
    each_of_channel(
        shape, c, [&](std::size_t at) { y[at] = static_cast<float>((x[at] - m) * r * weight[c] + bias[c]); });
    mean[c] = static_cast<float>(m);
    variance[c] = static_cast<float>(v);
  }
}

void batch_norm_backward_reference(const ChannelNorm& shape, const BatchNormSaved& saved,
                                   std::span<float> d_x, std::span<float> d_weight, std::span<float> d_bias) {
  check_channels(
      "batch_norm_backward", shape, {saved.x.size(), saved.d_y.size(), d_x.size()},
      {saved.weight.size(), saved.mean.size(), saved.variance.size(), d_weight.size(), d_bias.size()});
  const double count = static_cast<double>(shape.outer) * shape.inner;
  for (int c = 0; c < shape.channels; ++c) {
    const double r = 1 / std::sqrt(double{saved.variance[c]} + shape.epsilon);
    const auto n = [&](std::size_t at) { return (double{saved.x[at]} - saved.mean[c]) * r; };
    double bias = 0, weight = 0;
    each_of_channel(shape, c, [&](std::size_t at) {
      bias += saved.d_y[at];
      weight += saved.d_y[at] * n(at);
    });
    each_of_channel(shape, c, [&](std::size_t at) {
      d_x[at] =
          static_cast<float>(saved.weight[c] * r * (saved.d_y[at] - bias / count - n(at) * weight / count));
    });
    d_bias[c] = static_cast<float>(bias);
    d_weight[c] = static_cast<float>(weight);
  }
}

}  // namespace madang::kernels
