#pragma once

#include <span>

/// Normalisation of rows and of channels.
namespace madang::kernels {

/// Each row of x (rows, columns) becomes
///   y = (x − m) r weight + bias   with m the mean of the row (0 when not centred), r = 1 / √(mean (x − m)² +
///   ε)
/// (layer norm: Ba, Kiros & Hinton 2016, eq. 4; not centred it is RMS norm: Zhang & Sennrich 2019, eq. 4).
struct RowNorm {
  int rows = 0;
  int columns = 0;
  float epsilon = 1e-5f;
  bool centred = true;
};

/// weight, bias: (columns), or empty for 1 and 0; a bias only with a weight. mean, inverse: (rows), receive
/// m and r. y may be x.
void row_norm(const RowNorm& shape, std::span<const float> x, std::span<const float> weight,
              std::span<const float> bias, std::span<float> y, std::span<float> mean,
              std::span<float> inverse);
void row_norm_reference(const RowNorm& shape, std::span<const float> x, std::span<const float> weight,
                        std::span<const float> bias, std::span<float> y, std::span<float> mean,
                        std::span<float> inverse);

/// What the forward pass read and left, and the derivative of its output.
struct RowNormSaved {
  std::span<const float> x, weight, mean, inverse, d_y;
};

/// With n = (x − m) r and g = d_y weight:
///   d_x = r (g − mean g − n mean(g n)), without mean g when not centred
///   d_weight = Σ d_y n and d_bias = Σ d_y over the rows
/// d_weight and d_bias: (columns), or empty where they are not wanted. d_x may be d_y.
void row_norm_backward(const RowNorm& shape, const RowNormSaved& saved, std::span<float> d_x,
                       std::span<float> d_weight, std::span<float> d_bias);
void row_norm_backward_reference(const RowNorm& shape, const RowNormSaved& saved, std::span<float> d_x,
                                 std::span<float> d_weight, std::span<float> d_bias);

/// x: (outer, channels, inner): examples, channels and, for pictures and sequences, positions.
struct ChannelNorm {
  int outer = 0;
  int channels = 0;
  int inner = 1;
  float epsilon = 1e-5f;
};

/// Batch norm in training (Ioffe & Szegedy 2015, algorithm 1): with m and v the mean and variance (divided by
/// the count) of each channel over examples and positions, y = (x − m) / √(v + ε) weight + bias.
/// weight, bias: (channels); mean, variance: (channels), receive m and v. y may be x.
void batch_norm(const ChannelNorm& shape, std::span<const float> x, std::span<const float> weight,
                std::span<const float> bias, std::span<float> y, std::span<float> mean,
                std::span<float> variance);
void batch_norm_reference(const ChannelNorm& shape, std::span<const float> x, std::span<const float> weight,
                          std::span<const float> bias, std::span<float> y, std::span<float> mean,
                          std::span<float> variance);

struct BatchNormSaved {
  std::span<const float> x, weight, mean, variance, d_y;
};

/// With N numbers in a channel, r = 1 / √(v + ε) and n = (x − m) r:
///   d_bias = Σ d_y, d_weight = Σ d_y n, d_x = weight r (d_y − d_bias / N − n d_weight / N)
void batch_norm_backward(const ChannelNorm& shape, const BatchNormSaved& saved, std::span<float> d_x,
                         std::span<float> d_weight, std::span<float> d_bias);
void batch_norm_backward_reference(const ChannelNorm& shape, const BatchNormSaved& saved,
                                   std::span<float> d_x, std::span<float> d_weight, std::span<float> d_bias);

}  // namespace madang::kernels
