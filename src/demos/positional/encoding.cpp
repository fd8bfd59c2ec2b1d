#include "demos/positional/encoding.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_shape.h"
#include "core/tensor_matrix.h"
#include "nn/positions.h"
#include "nn/rotary.h"

namespace madang::demos::positional {

namespace {

double dot(const Matrix& rows, int a, int b) {
  double sum = 0;
  for (int i = 0; i < rows.columns; ++i) sum += double{rows.at(a, i)} * rows.at(b, i);
  return sum;
}

/// Mean of row p · row p + distance, over that of row p · row p.
std::vector<float> dot_products(const Matrix& rows) {
  std::vector<float> means;
  double own = 0;
  for (int p = 0; p < rows.rows; ++p) own += dot(rows, p, p) / rows.rows;
  for (int distance = 1 - rows.rows; distance < rows.rows; ++distance) {
    const int pairs = rows.rows - std::abs(distance);
    double sum = 0;
    for (int p = 0; p < pairs; ++p) sum += dot(rows, p, p + std::abs(distance));
    means.push_back(static_cast<float>(sum / pairs / own));
  }
  return means;
}

/// A bias depends on the distance alone: the last query sees all that are negative, the first all others.
std::vector<float> along_distances(const Tensor& bias, int head) {
  const int length = bias.shape().at(-1);
  const auto at = [&](int query, int key) {
    return bias.values()[(static_cast<std::size_t>(head) * static_cast<std::size_t>(length) +
                          static_cast<std::size_t>(query)) *
                             static_cast<std::size_t>(length) +
                         static_cast<std::size_t>(key)];
  };
  std::vector<float> values;
  for (int key = 0; key < length - 1; ++key) values.push_back(at(length - 1, key));
  for (int key = 0; key < length; ++key) values.push_back(at(0, key));
  return values;
}

// (1, 0, 1, 0 …) turned at each place: cos and sin of its angles.
Matrix turns(int length, int depth) {
  Tensor start({length, depth});
  for (std::size_t i = 0; i < start.size(); i += 2) start.mutable_values()[i] = 1;
  return matrix_of(rotary(constant(start)).value());
}

}  // namespace

Matrix shift_matrix(int size, int k) {
  Matrix m{size, size, std::vector<float>(static_cast<std::size_t>(size) * static_cast<std::size_t>(size))};
  for (int i = 0; i < size; i += 2) {
    const double angle = k / std::pow(10000.0, static_cast<double>(i) / size);
    m.at(i, i) = m.at(i + 1, i + 1) = static_cast<float>(std::cos(angle));
    m.at(i, i + 1) = static_cast<float>(std::sin(angle));
    m.at(i + 1, i) = static_cast<float>(-std::sin(angle));
  }
  return m;
}

float shift_error(int size, int length, int k) {
  const Matrix here = matrix_of(sinusoidal_positions(length, size));
  const Matrix there = matrix_of(sinusoidal_positions(length, size, k));
  const Matrix m = shift_matrix(size, k);
  double largest = 0;
  for (int place = 0; place < length; ++place)
    for (int i = 0; i < size; ++i) {
      double mapped = 0;
      for (int j = 0; j < size; ++j) mapped += double{m.at(i, j)} * here.at(place, j);
      largest = std::max(largest, std::abs(mapped - there.at(place, i)));
    }
  return static_cast<float>(largest);
}

Profile profile_of(const PositionScheme& scheme, int length) {
  const NoRecording off;
  Profile profile;
  if (scheme.scheme() == Scheme::none) return profile;
  for (int distance = 1 - length; distance < length; ++distance)
    profile.distances.push_back(static_cast<float>(distance));
  profile.values.columns = 2 * length - 1;
  std::vector<float>& values = profile.values.values;
  if (const Variable bias = scheme.bias(length)) {
    for (int head = 0; head < heads; ++head) {
      const std::vector<float> row = along_distances(bias.value(), head);
      values.insert(values.end(), row.begin(), row.end());
    }
  } else if (const Variable added = scheme.encoding(length)) {
    values = dot_products(matrix_of(added.value()));
  } else {
    values = dot_products(turns(length, scheme.head_size()));
  }
  profile.values.rows = static_cast<int>(values.size()) / profile.values.columns;
  return profile;
}

Matrix picture_of(const PositionScheme& scheme, int length, int head) {
  const NoRecording off;
  if (scheme.scheme() == Scheme::none) return {};
  if (const Variable added = scheme.encoding(length)) return matrix_of(added.value());
  if (const Variable bias = scheme.bias(length))
    return matrix_of(reshape(slice(bias, 0, head, head + 1), {length, length}).value());
  return turns(length, scheme.head_size());
}

}  // namespace madang::demos::positional
