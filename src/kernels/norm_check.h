#pragma once

#include "kernels/check.h"
#include "kernels/norm.h"

namespace madang::kernels {

inline void check_columns(const char* operation, const RowNorm& shape, std::size_t size) {
  if (size != 0) check_same(operation, size, static_cast<std::size_t>(shape.columns));
}

inline void check_row_norm(const RowNorm& shape, std::span<const float> x, std::span<const float> weight,
                           std::span<const float> bias, std::span<float> y, std::span<float> mean,
                           std::span<float> inverse) {
  check_matrix("row_norm", shape.rows, shape.columns, x.size());
  check_same("row_norm", x.size(), y.size());
  check_columns("row_norm", shape, weight.size());
  if (!bias.empty()) check_same("row_norm", bias.size(), weight.size());
  check_same("row_norm", static_cast<std::size_t>(shape.rows), mean.size(), inverse.size());
}

inline void check_row_norm_backward(const RowNorm& shape, const RowNormSaved& saved, std::span<float> d_x,
                                    std::span<float> d_weight, std::span<float> d_bias) {
  check_matrix("row_norm_backward", shape.rows, shape.columns, saved.x.size());
  check_same("row_norm_backward", saved.x.size(), saved.d_y.size(), d_x.size());
  for (const std::size_t size : {saved.weight.size(), d_weight.size(), d_bias.size()}) {
    check_columns("row_norm_backward", shape, size);
  }
  check_same("row_norm_backward", static_cast<std::size_t>(shape.rows), saved.mean.size(),
             saved.inverse.size());
}

inline void check_channels(const char* operation, const ChannelNorm& shape,
                           std::initializer_list<std::size_t> whole,
                           std::initializer_list<std::size_t> per_channel) {
  for (const std::size_t size : whole) {
    check_matrix(operation, shape.outer * shape.channels, shape.inner, size);
  }
  for (const std::size_t size : per_channel) {
    check_same(operation, size, static_cast<std::size_t>(shape.channels));
  }
}

}  // namespace madang::kernels
