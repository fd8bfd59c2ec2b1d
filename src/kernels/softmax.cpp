#include "kernels/softmax.h"

#include <cmath>

#include "kernels/check.h"
#include "kernels/map.h"
#include "kernels/reduce.h"
#include "kernels/simd_math.h"

namespace madang::kernels {
namespace {

/// y = e^(x − largest); returns Σ y. y may be x.
MADANG_INLINE float exponentials(std::span<const float> x, float largest, std::span<float> y) {
  const float4 shift = splat(largest);
  float4 total = splat(0.0f);
  const std::size_t whole = x.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) {
    const float4 e = exp_negative(load(x.data() + i) - shift);
    store(y.data() + i, e);
    total += e;
  }
  float result = horizontal_sum(total);
  if (const int rest = static_cast<int>(x.size() - whole); rest > 0) {
    const float4 e = exp_negative(load_part(x.data() + whole, rest) - shift);
    store_part(y.data() + whole, e, rest);
    for (int i = 0; i < rest; ++i) result += e[i];
  }
  return result;
}

/// Σ e^(x − largest), nothing stored.
MADANG_INLINE float sum_of_exponentials(std::span<const float> x, float largest) {
  const float4 shift = splat(largest);
  float4 total = splat(0.0f);
  const std::size_t whole = x.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) total += exp_negative(load(x.data() + i) - shift);
  float result = horizontal_sum(total);
  if (const int rest = static_cast<int>(x.size() - whole); rest > 0) {
    const float4 e = exp_negative(load_part(x.data() + whole, rest) - shift);
    for (int i = 0; i < rest; ++i) result += e[i];
  }
  return result;
}

}  // namespace

void softmax(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("softmax", rows, columns, x.size());
  check_same("softmax", x.size(), y.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < x.size(); from += width) {
    const auto row = x.subspan(from, width);
    const auto out = y.subspan(from, width);
    const float4 inverse = splat(1.0f / exponentials(row, max(row), out));
    map(
        out, [=](float4 v) { return v * inverse; }, std::span<const float>(out));
  }
}

double cross_entropy(int rows, int columns, std::span<const float> x, std::span<const std::int32_t> labels,
                     std::span<float> y) {
  check_matrix("cross_entropy", rows, columns, x.size());
  check_same("cross_entropy", x.size(), y.size());
  check_same("cross_entropy", labels.size(), static_cast<std::size_t>(rows));
  const auto width = static_cast<std::size_t>(columns);
  double total = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto row = x.subspan(i * width, width);
    const auto out = y.subspan(i * width, width);
    const float largest = max(row), sum = exponentials(row, largest, out);
    const float4 inverse = splat(1.0f / sum);
    map(
        out, [=](float4 v) { return v * inverse; }, std::span<const float>(out));
    total += std::log(sum) - (row[static_cast<std::size_t>(labels[i])] - largest);
  }
  return total;
}

void log_softmax(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("log_softmax", rows, columns, x.size());
  check_same("log_softmax", x.size(), y.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < x.size(); from += width) {
    const auto row = x.subspan(from, width);
    const float largest = max(row);
    const float4 shift = splat(largest), log_sum = splat(std::log(sum_of_exponentials(row, largest)));
    map(
        y.subspan(from, width), [=](float4 v) { return (v - shift) - log_sum; }, row);
  }
}

void softmax_backward(int rows, int columns, std::span<const float> y, std::span<const float> dy,
                      std::span<float> dx) {
  check_matrix("softmax_backward", rows, columns, y.size());
  check_same("softmax_backward", y.size(), dy.size(), dx.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < y.size(); from += width) {
    const auto value = y.subspan(from, width), d = dy.subspan(from, width);
    const float4 mean = splat(dot(value, d));
    map(
        dx.subspan(from, width), [=](float4 v, float4 g) { return v * (g - mean); }, value, d);
  }
}

void log_softmax_backward(int rows, int columns, std::span<const float> y, std::span<const float> dy,
                          std::span<float> dx) {
  check_matrix("log_softmax_backward", rows, columns, y.size());
  check_same("log_softmax_backward", y.size(), dy.size(), dx.size());
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t from = 0; from < y.size(); from += width) {
    const auto value = y.subspan(from, width), d = dy.subspan(from, width);
    const float4 total = splat(sum(d));
    map(
        dx.subspan(from, width), [=](float4 v, float4 g) { return g - exp(v) * total; }, value, d);
  }
}

}  // namespace madang::kernels
