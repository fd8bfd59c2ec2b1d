#include <cmath>

#include "kernels/check.h"
#include "kernels/reduce.h"
#include "kernels/softmax.h"

namespace madang::kernels {

void softmax_reference(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("softmax", rows, columns, x.size());
  check_same("softmax", x.size(), y.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < x.size(); from += width) {
    const float largest = max_reference(x.subspan(from, width));
    float total = 0;
    for (std::size_t i = from; i < from + width; ++i) {
      y[i] = std::exp(x[i] - largest);
      total += y[i];
    }
    for (std::size_t i = from; i < from + width; ++i) y[i] /= total;
  }
}

void log_softmax_reference(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("log_softmax", rows, columns, x.size());
  check_same("log_softmax", x.size(), y.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < x.size(); from += width) {
    const float largest = max_reference(x.subspan(from, width));
    float total = 0;
    for (std::size_t i = from; i < from + width; ++i) total += std::exp(x[i] - largest);
    for (std::size_t i = from; i < from + width; ++i) y[i] = (x[i] - largest) - std::log(total);
  }
}

double cross_entropy_reference(int rows, int columns, std::span<const float> x,
                               std::span<const std::int32_t> labels, std::span<float> y) {
  check_same("cross_entropy", labels.size(), static_cast<std::size_t>(rows));
  log_softmax_reference(rows, columns, x, y);
  double total = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    total -= y[i * static_cast<std::size_t>(columns) + static_cast<std::size_t>(labels[i])];
  }
  for (float& value : y) value = std::exp(value);
  return total;
}

void softmax_backward_reference(int rows, int columns, std::span<const float> y, std::span<const float> dy,
                                std::span<float> dx) {
  check_matrix("softmax_backward", rows, columns, y.size());
  check_same("softmax_backward", y.size(), dy.size(), dx.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < y.size(); from += width) {
    const float mean = dot_reference(y.subspan(from, width), dy.subspan(from, width));
    for (std::size_t i = from; i < from + width; ++i) dx[i] = y[i] * (dy[i] - mean);
  }
}

void log_softmax_backward_reference(int rows, int columns, std::span<const float> y,
                                    std::span<const float> dy, std::span<float> dx) {
  check_matrix("log_softmax_backward", rows, columns, y.size());
  check_same("log_softmax_backward", y.size(), dy.size(), dx.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < y.size(); from += width) {
    const float total = sum_reference(dy.subspan(from, width));
    for (std::size_t i = from; i < from + width; ++i) dx[i] = dy[i] - std::exp(y[i]) * total;
  }
}

}  // namespace madang::kernels
