#include <limits>

#include "kernels/check.h"
#include "kernels/reduce.h"

namespace madang::kernels {

float sum_reference(std::span<const float> x) {
  double total = 0;
  for (const float value : x) total += value;
  return static_cast<float>(total);
}

float max_reference(std::span<const float> x) {
  float largest = -std::numeric_limits<float>::infinity();
  for (const float value : x) {
    if (value > largest || value != value) largest = value;
  }
  return largest;
}

float dot_reference(std::span<const float> a, std::span<const float> b) {
  check_same("dot", a.size(), b.size());
  double total = 0;
  for (std::size_t i = 0; i < a.size(); ++i) total += static_cast<double>(a[i]) * b[i];
  return static_cast<float>(total);
}

void add_row_reference(int rows, int columns, std::span<const float> x, std::span<const float> row,
                       std::span<float> y) {
  check_matrix("add_row", rows, columns, x.size());
  check_same("add_row", x.size(), y.size());
  check_same("add_row", row.size(), static_cast<std::size_t>(columns));
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] + row[i % row.size()];
}

void sum_rows_reference(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("sum_rows", rows, columns, x.size());
  check_same("sum_rows", y.size(), static_cast<std::size_t>(columns));
  for (std::size_t j = 0; j < y.size(); ++j) {
    double total = 0;
    for (std::size_t at = j; at < x.size(); at += y.size()) total += x[at];
    y[j] = static_cast<float>(total);
  }
}

void sum_columns_reference(int rows, int columns, std::span<const float> x, std::span<float> y) {
  check_matrix("sum_columns", rows, columns, x.size());
  check_same("sum_columns", y.size(), static_cast<std::size_t>(rows));
  const auto width = static_cast<std::size_t>(columns);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = sum_reference(x.subspan(i * width, width));
}

}  // namespace madang::kernels
