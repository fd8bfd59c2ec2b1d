#include <algorithm>
#include <cmath>

#include "kernels/norm.h"
#include "kernels/norm_check.h"

namespace madang::kernels {

void row_norm_reference(const RowNorm& shape, std::span<const float> x, std::span<const float> weight,
                        std::span<const float> bias, std::span<float> y, std::span<float> mean,
                        std::span<float> inverse) {
  check_row_norm(shape, x, weight, bias, y, mean, inverse);
  const auto columns = static_cast<std::size_t>(shape.columns);
  for (std::size_t i = 0; i < mean.size(); ++i) {
    const auto row = x.subspan(i * columns, columns);
    double total = 0, squares = 0;
    for (const float v : row) total += v;
    const double m = shape.centred ? total / shape.columns : 0;
    for (const float v : row) squares += (v - m) * (v - m);
    const double r = 1 / std::sqrt(squares / shape.columns + shape.epsilon);
    for (std::size_t j = 0; j < columns; ++j) {
      const double n = (row[j] - m) * r;
      y[i * columns + j] =
          static_cast<float>(n * (weight.empty() ? 1 : weight[j]) + (bias.empty() ? 0 : bias[j]));
    }
    mean[i] = static_cast<float>(m);
    inverse[i] = static_cast<float>(r);
  }
}

void row_norm_backward_reference(const RowNorm& shape, const RowNormSaved& saved, std::span<float> d_x,
                                 std::span<float> d_weight, std::span<float> d_bias) {
  check_row_norm_backward(shape, saved, d_x, d_weight, d_bias);
  std::fill(d_weight.begin(), d_weight.end(), 0.0f);
  std::fill(d_bias.begin(), d_bias.end(), 0.0f);
  const auto columns = static_cast<std::size_t>(shape.columns);
  for (std::size_t i = 0; i < saved.mean.size(); ++i) {
    const auto n = [&](std::size_t j) {
      return (double{saved.x[i * columns + j]} - saved.mean[i]) * saved.inverse[i];
    };
    const auto g = [&](std::size_t j) {
      return double{saved.d_y[i * columns + j]} * (saved.weight.empty() ? 1 : saved.weight[j]);
    };
    double mean_g = 0, mean_gn = 0;
    for (std::size_t j = 0; j < columns; ++j) {
      mean_g += g(j) / shape.columns;
      mean_gn += g(j) * n(j) / shape.columns;
      if (!d_weight.empty()) d_weight[j] += static_cast<float>(saved.d_y[i * columns + j] * n(j));
      if (!d_bias.empty()) d_bias[j] += saved.d_y[i * columns + j];
    }
    if (!shape.centred) mean_g = 0;
    for (std::size_t j = 0; j < columns; ++j) {
      d_x[i * columns + j] = static_cast<float>(saved.inverse[i] * (g(j) - mean_g - n(j) * mean_gn));
    }
  }
}

}  // namespace madang::kernels
