#pragma once

#include <span>

/// Sums and maxima. The references add in double; the vector versions keep several float sums at once, so
/// that their error grows with the length far slower than that of one running sum. NaN in, NaN out.
namespace madang::kernels {

float sum(std::span<const float> x);                            // 0 when empty
float max(std::span<const float> x);                            // −∞ when empty
float dot(std::span<const float> a, std::span<const float> b);  // Σ aᵢ bᵢ

/// x: (rows, columns); row: (columns). y = x with `row` added to each row (a bias). y may be x.
void add_row(int rows, int columns, std::span<const float> x, std::span<const float> row, std::span<float> y);
/// x: (rows, columns) → y: (columns), the sum over rows (the derivative of add_row).
void sum_rows(int rows, int columns, std::span<const float> x, std::span<float> y);
/// x: (rows, columns) → y: (rows), the sum along each row.
void sum_columns(int rows, int columns, std::span<const float> x, std::span<float> y);

float sum_reference(std::span<const float> x);
float max_reference(std::span<const float> x);
float dot_reference(std::span<const float> a, std::span<const float> b);
void add_row_reference(int rows, int columns, std::span<const float> x, std::span<const float> row,
                       std::span<float> y);
void sum_rows_reference(int rows, int columns, std::span<const float> x, std::span<float> y);
void sum_columns_reference(int rows, int columns, std::span<const float> x, std::span<float> y);

}  // namespace madang::kernels
