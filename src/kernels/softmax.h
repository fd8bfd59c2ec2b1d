#pragma once

#include <cstdint>
#include <span>

/// Over each row of a (rows, columns) matrix, the row's largest value taken off first so that nothing
/// overflows. An output may be one of the inputs. A row with NaN or +∞ gives NaN; −∞ has probability 0; a row
/// of only −∞ gives NaN, as the formula says.
namespace madang::kernels {

void softmax(int rows, int columns, std::span<const float> x, std::span<float> y);
void log_softmax(int rows, int columns, std::span<const float> x, std::span<float> y);

/// y = softmax(x):      dx = y (dy − Σ dy y)
void softmax_backward(int rows, int columns, std::span<const float> y, std::span<const float> dy,
                      std::span<float> dx);
/// y = log_softmax(x):  dx = dy − e^y Σ dy
void log_softmax_backward(int rows, int columns, std::span<const float> y, std::span<const float> dy,
                          std::span<float> dx);

/// Σ over the rows of −log softmax(x)[label], and y = softmax(x), which the derivative starts from:
/// dx = (y − 1 at the label) times the derivative of the sum. One label in 0 … columns − 1 per row.
double cross_entropy(int rows, int columns, std::span<const float> x, std::span<const std::int32_t> labels,
                     std::span<float> y);
double cross_entropy_reference(int rows, int columns, std::span<const float> x,
                               std::span<const std::int32_t> labels, std::span<float> y);

void softmax_reference(int rows, int columns, std::span<const float> x, std::span<float> y);
void log_softmax_reference(int rows, int columns, std::span<const float> x, std::span<float> y);
void softmax_backward_reference(int rows, int columns, std::span<const float> y, std::span<const float> dy,
                                std::span<float> dx);
void log_softmax_backward_reference(int rows, int columns, std::span<const float> y,
                                    std::span<const float> dy, std::span<float> dx);

}  // namespace madang::kernels
