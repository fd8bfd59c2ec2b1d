#include "kernels/reduce.h"

#include <algorithm>

#include "kernels/check.h"
#include "kernels/map.h"

namespace madang::kernels {
namespace {

/// Longer arrays are halved first: the error of a sum in halves grows with log n, that of a running one with
/// n.
constexpr std::size_t kLong = 4096;
constexpr int kSums = 4;  // sums kept at once: hides the latency of an addition

/// Folds f(x…) over all elements into float4 sums.
template <class F>
MADANG_INLINE float4 fold(std::size_t whole, float4 start, F f) {
  float4 chain[kSums] = {start, start, start, start};
  std::size_t i = 0;
  for (; i + kSums * kLanes <= whole; i += kSums * kLanes) {
    MADANG_UNROLL
    for (int c = 0; c < kSums; ++c) chain[c] = f(chain[c], i + kLanes * c);
  }
  for (; i < whole; i += kLanes) chain[0] = f(chain[0], i);
  return f.join(f.join(chain[0], chain[1]), f.join(chain[2], chain[3]));
}

struct Sum {
  const float* x;
  MADANG_INLINE float4 operator()(float4 sum, std::size_t i) const { return sum + load(x + i); }
  MADANG_INLINE float4 join(float4 a, float4 b) const { return a + b; }
};

struct Dot {
  const float* a;
  const float* b;
  MADANG_INLINE float4 operator()(float4 sum, std::size_t i) const {
    return fma(load(a + i), load(b + i), sum);
  }
  MADANG_INLINE float4 join(float4 u, float4 v) const { return u + v; }
};

struct Max {
  const float* x;
  MADANG_INLINE float4 operator()(float4 max, std::size_t i) const { return maximum(max, load(x + i)); }
  MADANG_INLINE float4 join(float4 a, float4 b) const { return maximum(a, b); }
};

/// Sums of 4 Vectors columns; even and odd rows apart, which halves the error and the latency.
template <int Vectors>
MADANG_INLINE void sum_panel(std::size_t rows, std::size_t width, const float* x, float* y) {
  float4 even[Vectors], odd[Vectors];
  MADANG_UNROLL
  for (int v = 0; v < Vectors; ++v) even[v] = odd[v] = splat(0.0f);
  std::size_t i = 0;
  for (; i + 2 <= rows; i += 2, x += 2 * width) {
    MADANG_UNROLL
    for (int v = 0; v < Vectors; ++v) {
      even[v] += load(x + kLanes * v);
      odd[v] += load(x + width + kLanes * v);
    }
  }
  MADANG_UNROLL
  for (int v = 0; v < Vectors; ++v) {
    if (i < rows) even[v] += load(x + kLanes * v);
    store(y + kLanes * v, even[v] + odd[v]);
  }
}

}  // namespace

float sum(std::span<const float> x) {
  if (x.size() > kLong) {
    const std::size_t half = x.size() / (2 * kLanes) * kLanes;
    return sum(x.first(half)) + sum(x.subspan(half));
  }
  const std::size_t whole = x.size() / kLanes * kLanes;
  float result = horizontal_sum(fold(whole, splat(0.0f), Sum{x.data()}));
  for (std::size_t i = whole; i < x.size(); ++i) result += x[i];
  return result;
}

float max(std::span<const float> x) {
  const std::size_t whole = x.size() / kLanes * kLanes;
  float result = horizontal_max(fold(whole, splat(-std::numeric_limits<float>::infinity()), Max{x.data()}));
  for (std::size_t i = whole; i < x.size(); ++i) result = x[i] > result || x[i] != x[i] ? x[i] : result;
  return result;
}

float dot(std::span<const float> a, std::span<const float> b) {
  check_same("dot", a.size(), b.size());
  if (a.size() > kLong) {
    const std::size_t half = a.size() / (2 * kLanes) * kLanes;
    return dot(a.first(half), b.first(half)) + dot(a.subspan(half), b.subspan(half));
  }
  const std::size_t whole = a.size() / kLanes * kLanes;
  float result = horizontal_sum(fold(whole, splat(0.0f), Dot{a.data(), b.data()}));
  for (std::size_t i = whole; i < a.size(); ++i) result += a[i] * b[i];
  return result;
}

void add_row(int rows, int columns, std::span<const float> x, std::span<const float> row,
             std::span<float> y) {
  check_matrix("add_row", rows, columns, x.size());
  check_same("add_row", x.size(), y.size());
  check_same("add_row", row.size(), static_cast<std::size_t>(columns));
  const std::size_t width = row.size();
  for (std::size_t from = 0; from < x.size(); from += width) {
    map(
        y.subspan(from, width), [](float4 u, float4 v) { return u + v; }, x.subspan(from, width), row);
  }
}

void sum_rows(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("sum_rows", rows, columns, x.size());
  check_same("sum_rows", y.size(), static_cast<std::size_t>(columns));
  std::size_t j = 0;
  for (; j + kSums * kLanes <= y.size(); j += kSums * kLanes) {
    sum_panel<kSums>(static_cast<std::size_t>(rows), y.size(), x.data() + j, y.data() + j);
  }
  for (; j + kLanes <= y.size(); j += kLanes) {
    sum_panel<1>(static_cast<std::size_t>(rows), y.size(), x.data() + j, y.data() + j);
  }
  for (; j < y.size(); ++j) {
    float total = 0;
    for (std::size_t at = j; at < x.size(); at += y.size()) total += x[at];
    y[j] = total;
  }
}

void sum_columns(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("sum_columns", rows, columns, x.size());
  check_same("sum_columns", y.size(), static_cast<std::size_t>(rows));
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = sum(x.subspan(i * width, width));
}

}  // namespace madang::kernels
