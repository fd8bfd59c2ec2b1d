#include "demos/attention/compute.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace madang::demos::attention {

namespace {

Matrix zeros(int rows, int columns) {
  return {rows, columns,
          std::vector<float>(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns))};
}

/// a b; sums in double, so that the numbers shown are exact to the last digit.
Matrix product(const Matrix& a, const Matrix& b) {
  Matrix c = zeros(a.rows, b.columns);
  std::vector<double> sums(static_cast<std::size_t>(b.columns));
  for (int i = 0; i < a.rows; ++i) {
    std::ranges::fill(sums, 0.0);
    for (int k = 0; k < a.columns; ++k) {
      const double factor = a.at(i, k);
      const float* row = b.values.data() + static_cast<std::ptrdiff_t>(k) * b.columns;
      for (std::size_t j = 0; j < sums.size(); ++j) sums[j] += factor * row[j];
    }
    std::ranges::transform(sums, c.values.begin() + static_cast<std::ptrdiff_t>(i) * b.columns,
                           [](double sum) { return static_cast<float>(sum); });
  }
  return c;
}

Matrix sum(const Matrix& a, const Matrix& b) {
  Matrix c = a;
  if (!b.empty())
    for (std::size_t i = 0; i < c.values.size(); ++i) c.values[i] += b.values[i];
  return c;
}

void put(Matrix& matrix, std::span<Edit> edits, Which which, int head = 0) {
  for (Edit& edit : edits) {
    if (edit.which != which || edit.head != head) continue;
    float& cell = matrix.at(edit.row, edit.column);
    edit.before = cell;
    cell = edit.value;
  }
}

void attend_head(Flow& flow, int number, const Rules& rules, std::span<Edit> edits) {
  Head& head = flow.heads[static_cast<std::size_t>(number)];
  put(head.w_q, edits, Which::w_q, number);
  put(head.w_k, edits, Which::w_k, number);
  put(head.w_v, edits, Which::w_v, number);
  head.q = product(flow.x, head.w_q);
  head.k = product(flow.y, head.w_k);
  head.v = product(flow.y, head.w_v);
  put(head.q, edits, Which::q, number);
  put(head.k, edits, Which::k, number);
  put(head.v, edits, Which::v, number);
  head.scores = product_transposed(head.q, head.k);
  put(head.scores, edits, Which::scores, number);
  head.scaled = scaled_and_masked(head.scores, rules.scale(head.q.columns), rules.mask);
  put(head.scaled, edits, Which::scaled, number);
  head.weights = softmax_rows(head.scaled);
  put(head.weights, edits, Which::weights, number);
  head.mixed = product(head.weights, head.v);
}

}  // namespace

Matrix product_transposed(const Matrix& a, const Matrix& b) {
  Matrix c = zeros(a.rows, b.rows);
  for (int i = 0; i < a.rows; ++i) {
    for (int j = 0; j < b.rows; ++j) {
      double sum = 0;
      for (int k = 0; k < a.columns; ++k) sum += double{a.at(i, k)} * b.at(j, k);
      c.at(i, j) = static_cast<float>(sum);
    }
  }
  return c;
}

Matrix scaled_and_masked(const Matrix& scores, float scale, const MaskRule& mask) {
  Matrix scaled = scores;
  for (int i = 0; i < scaled.rows; ++i) {
    for (int j = 0; j < scaled.columns; ++j) {
      float& value = scaled.at(i, j);
      value = mask.hides(i, j, scaled.columns) ? -std::numeric_limits<float>::infinity() : value * scale;
    }
  }
  return scaled;
}

Matrix softmax_rows(const Matrix& scaled) {
  Matrix weights = scaled;
  for (int i = 0; i < weights.rows; ++i) {
    float* row =
        weights.values.data() + static_cast<std::size_t>(i) * static_cast<std::size_t>(weights.columns);
    float* end = row + weights.columns;
    const float largest = *std::max_element(row, end);
    if (std::isinf(largest) && largest < 0) {
      std::fill(row, end, 0.f);
      continue;
    }
    double total = 0;
    for (float* value = row; value != end; ++value) total += std::exp(double{*value} - largest);
    for (float* value = row; value != end; ++value)
      *value = static_cast<float>(std::exp(double{*value} - largest) / total);
  }
  return weights;
}

float Rules::scale(int depth) const {
  return (scaled ? 1 / std::sqrt(static_cast<float>(depth)) : 1.f) / temperature;
}

void attend(Flow& flow, const Rules& rules, std::span<Edit> edits) {
  put(flow.embedding, edits, Which::embedding);
  flow.x = sum(flow.embedding, flow.positions);
  if (flow.cross()) put(flow.source, edits, Which::source);
  flow.y = flow.cross() ? sum(flow.source, flow.source_positions) : flow.x;
  for (int head = 0; head < static_cast<int>(flow.heads.size()); ++head)
    attend_head(flow, head, rules, edits);
}

void join(Flow& flow, std::span<Edit> edits) {
  const int depth = flow.heads.front().mixed.columns;
  flow.joined = zeros(flow.embedding.rows, depth * static_cast<int>(flow.heads.size()));
  for (int number = 0; number < static_cast<int>(flow.heads.size()); ++number) {
    Matrix& mixed = flow.heads[static_cast<std::size_t>(number)].mixed;
    put(mixed, edits, Which::mixed, number);
    for (int row = 0; row < mixed.rows; ++row)
      for (int column = 0; column < depth; ++column)
        flow.joined.at(row, number * depth + column) = mixed.at(row, column);
  }
  put(flow.w_o, edits, Which::w_o);
  flow.output = product(flow.joined, flow.w_o);
  put(flow.output, edits, Which::output);
}

Matrix sinusoidal_positions(int length, int embedding) {
  Matrix positions = zeros(length, embedding);
  for (int position = 0; position < length; ++position) {
    for (int column = 0; column < embedding; ++column) {
      const double angle = position / std::pow(10000.0, double(column / 2 * 2) / embedding);
      positions.at(position, column) =
          static_cast<float>(column % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  }
  return positions;
}

}  // namespace madang::demos::attention
