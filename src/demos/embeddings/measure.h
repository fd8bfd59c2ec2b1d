#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/matrix.h"
#include "core/tensor.h"
#include "demos/embeddings/settings.h"

namespace madang::demos::embeddings {

using Pairs = std::vector<std::pair<std::int32_t, std::int32_t>>;

/// The words of a family of the world, and the contexts of their attributes.
std::vector<std::int32_t> words_of(Family family);
std::vector<std::int32_t> contexts_of(Family family);
Pairs pairs_of(Relation relation);

/// (words, 3): the first three principal components of these rows, turned and mirrored as a whole so that
/// they come as near as can be to `wanted` (words, 3), where that is not empty (Procrustes; Schönemann 1966):
/// lengths and angles stay. Scaled to a mean square of 1.
Matrix map_of(const Tensor& vectors, std::span<const std::int32_t> words, const Matrix& wanted);
/// Where the attributes of a family would have its words: corners of a cube, rings of a prism.
Matrix wanted_places(Family family);

/// A plane in the space of the vectors: along the mean of b − a over the pairs, and, at right angles, along
/// the direction in which the pairs' middles differ most.
class PairPlane {
 public:
  /// unit: (words, dimensions), at least two of them; pairs: two or more.
  PairPlane(const Tensor& unit, const Pairs& pairs);
  std::pair<float, float> place(std::span<const float> vector) const;

 private:
  std::vector<float> along_, across_;
};

std::span<const float> row_of(const Tensor& matrix, std::int32_t row);

}  // namespace madang::demos::embeddings
