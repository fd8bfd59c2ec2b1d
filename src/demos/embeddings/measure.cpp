#include "demos/embeddings/measure.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "autograd/ops_matmul.h"
#include "core/linear_algebra.h"
#include "core/tensor_matrix.h"
#include "data/attribute_corpus.h"

namespace madang::demos::embeddings {

namespace {

using data::WorldAttribute;

const data::AttributeWorld& world() { return data::attribute_world(Language::english); }

int number(WorldAttribute attribute) { return static_cast<int>(attribute); }

std::vector<WorldAttribute> attributes_of(Family family) {
  switch (family) {
    case Family::people:
      return {WorldAttribute::gender, WorldAttribute::age, WorldAttribute::status};
    case Family::places:
      return {WorldAttribute::place, WorldAttribute::capital};
    case Family::animals:
      return {WorldAttribute::age, WorldAttribute::species};
    case Family::all:
      break;
  }
  return {};
}

/// It has all attributes of its family, and that family alone has its first or its last.
WorldAttribute mark_of(Family family) {
  return family == Family::people   ? WorldAttribute::gender
         : family == Family::places ? WorldAttribute::place
                                    : WorldAttribute::species;
}

/// Point `value` of `count` on a circle.
std::pair<float, float> on_ring(int value, std::size_t count) {
  const float angle =
      2 * std::numbers::pi_v<float> * (static_cast<float>(value) + 0.5f) / static_cast<float>(count);
  return {std::cos(angle), std::sin(angle)};
}

std::vector<float> of_length_one(std::vector<float> vector) {
  float square = 0;
  for (const float value : vector) square += value * value;
  if (square > 0)
    for (float& value : vector) value /= std::sqrt(square);
  return vector;
}

float dot_of(std::span<const float> a, std::span<const float> b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

Tensor product_of(const Tensor& a, const Tensor& b, Transpose transpose = {}) {
  const NoRecording off;
  return matmul(constant(a), constant(b), transpose).value();
}

/// The principal components of the rows, the largest first, as (rows, count): eigenvectors of their centred
/// products, each times the root of its eigenvalue. There are few rows, and Eigen's singular value
/// decomposition would weigh more than the rest of the demo's engine.
Matrix components_of(const Matrix& rows, int count) {
  Matrix centred = rows;
  for (int column = 0; column < rows.columns; ++column) {
    float sum = 0;
    for (int row = 0; row < rows.rows; ++row) sum += rows.at(row, column);
    for (int row = 0; row < rows.rows; ++row) centred.at(row, column) -= sum / static_cast<float>(rows.rows);
  }
  const Tensor all = tensor_of(centred);
  const SymmetricEigen parts = symmetric_eigen(product_of(all, all, {.b = true}));
  const Matrix vectors = matrix_of(parts.vectors);
  Matrix components{rows.rows, count, std::vector<float>(static_cast<std::size_t>(rows.rows) * count)};
  for (int i = 0; i < std::min(count, rows.rows); ++i) {
    const int place = rows.rows - 1 - i;  // values rise
    const float size = std::sqrt(std::max(0.f, parts.values.values()[static_cast<std::size_t>(place)]));
    for (int row = 0; row < rows.rows; ++row) components.at(row, i) = size * vectors.at(row, place);
  }
  return components;
}

/// The rotation, mirrored or not, with which rows · it come nearest to `wanted`: m (mᵀ m)^−½ with m = rowsᵀ
/// wanted (Schönemann 1966). (3, 3)
Tensor rotation_to(const Matrix& wanted, const Matrix& rows) {
  const Tensor m = product_of(tensor_of(rows), tensor_of(wanted), {.a = true});
  const SymmetricEigen parts = symmetric_eigen(product_of(m, m, {.a = true}));
  Matrix scaled = matrix_of(parts.vectors);
  const float least = 1e-10f * parts.values.values().back();  // of a direction that the rows have not
  for (int i = 0; i < scaled.columns; ++i) {
    const float value = parts.values.values()[static_cast<std::size_t>(i)];
    for (int row = 0; row < scaled.rows; ++row) scaled.at(row, i) *= value > least ? 1 / std::sqrt(value) : 0;
  }
  return product_of(m, product_of(tensor_of(scaled), parts.vectors, {.b = true}));
}

}  // namespace

std::span<const float> row_of(const Tensor& matrix, std::int32_t row) {
  const auto columns = static_cast<std::size_t>(matrix.shape()[1]);
  return matrix.values().subspan(static_cast<std::size_t>(row) * columns, columns);
}

std::vector<std::int32_t> words_of(Family family) {
  if (family != Family::all) return world().words_with(number(mark_of(family)));
  std::vector<std::int32_t> all(world().words.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::int32_t>(i);
  return all;
}

std::vector<std::int32_t> contexts_of(Family family) {
  std::vector<std::int32_t> all;
  for (const WorldAttribute attribute : attributes_of(family)) {
    const auto some = world().contexts_of(number(attribute));
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Pairs pairs_of(Relation relation) {
  constexpr WorldAttribute attributes[] = {WorldAttribute::gender, WorldAttribute::age,
                                           WorldAttribute::status, WorldAttribute::capital};
  return world().pairs(number(attributes[static_cast<int>(relation)]));
}

Matrix wanted_places(Family family) {
  if (family == Family::all) return {};
  Matrix wanted{0, 3, {}};
  const auto sign = [](int value) { return value == 0 ? -1.f : 1.f; };
  for (const std::int32_t word : words_of(family)) {
    const auto& values = world().words[static_cast<std::size_t>(word)].values;
    const auto value = [&](WorldAttribute attribute) { return values[static_cast<std::size_t>(attribute)]; };
    ++wanted.rows;
    if (family == Family::people) {
      for (const auto attribute : {WorldAttribute::gender, WorldAttribute::status, WorldAttribute::age})
        wanted.values.push_back(-sign(value(attribute)));
      wanted.values[wanted.values.size() - 3] *= -1;
      continue;
    }
    const auto own = family == Family::places ? WorldAttribute::place : WorldAttribute::species;
    const auto height = family == Family::places ? WorldAttribute::capital : WorldAttribute::age;
    const auto [x, z] =
        on_ring(value(own), world().attributes[static_cast<std::size_t>(own)].contexts.size());
    wanted.values.insert(wanted.values.end(), {x, -sign(value(height)), z});
  }
  return wanted;
}

Matrix map_of(const Tensor& vectors, std::span<const std::int32_t> words, const Matrix& wanted) {
  Matrix rows{static_cast<int>(words.size()), vectors.shape()[1], {}};
  for (const std::int32_t word : words) {
    const auto row = row_of(vectors, word);
    rows.values.insert(rows.values.end(), row.begin(), row.end());
  }
  Matrix places = components_of(rows, 3);
  if (!wanted.empty()) places = matrix_of(product_of(tensor_of(places), rotation_to(wanted, places)));
  const float square = dot_of(places.values, places.values) / static_cast<float>(words.size());
  if (square > 0)
    for (float& value : places.values) value /= std::sqrt(square);
  return places;
}

PairPlane::PairPlane(const Tensor& unit, const Pairs& pairs) {
  const auto dimensions = static_cast<std::size_t>(unit.shape()[1]);
  along_.resize(dimensions);
  for (const auto& [a, b] : pairs)
    for (std::size_t i = 0; i < dimensions; ++i) along_[i] += row_of(unit, b)[i] - row_of(unit, a)[i];
  along_ = of_length_one(along_);
  Matrix middles{static_cast<int>(pairs.size()), static_cast<int>(dimensions), {}};
  for (const auto& [a, b] : pairs) {
    std::vector<float> middle(dimensions);
    for (std::size_t i = 0; i < dimensions; ++i) middle[i] = (row_of(unit, a)[i] + row_of(unit, b)[i]) / 2;
    const float share = dot_of(middle, along_);
    for (std::size_t i = 0; i < dimensions; ++i) middle[i] -= share * along_[i];
    middles.values.insert(middles.values.end(), middle.begin(), middle.end());
  }
  const Matrix shares = components_of(middles, 1);  // of each pair in the direction that is looked for
  across_.resize(dimensions);
  for (int pair = 0; pair < middles.rows; ++pair)
    for (int i = 0; i < middles.columns; ++i)
      across_[static_cast<std::size_t>(i)] += shares.at(pair, 0) * middles.at(pair, i);
  across_ = of_length_one(across_);
}

std::pair<float, float> PairPlane::place(std::span<const float> vector) const {
  return {dot_of(vector, along_), dot_of(vector, across_)};
}

}  // namespace madang::demos::embeddings
