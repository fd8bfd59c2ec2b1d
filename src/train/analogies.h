#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/tensor.h"

/// Questions to word vectors: a is to b as c is to what?
namespace madang::train {

struct Analogy {
  std::int32_t a, b, c, d;
};

/// Each pair of the relation with each other one, in order: a : b = c : d.
std::vector<Analogy> analogies_of(std::span<const std::pair<std::int32_t, std::int32_t>> pairs);

/// Rows of length 1; a row of zeros stays. vectors: (words, dimensions)
Tensor unit_rows(const Tensor& vectors);

struct Neighbour {
  std::int32_t word = 0;
  float cosine = 0;
};

/// The words whose unit rows have the largest cosine with `direction`, without those of `excluded`.
std::vector<Neighbour> nearest(const Tensor& unit, std::span<const float> direction, int count,
                               std::span<const std::int32_t> excluded = {});

/// b − a + c of unit rows: 3CosAdd (Mikolov, Yih & Zweig 2013; Levy & Goldberg 2014b, eq. 2).
std::vector<float> analogy_direction(const Tensor& unit, const Analogy& question);

struct AnalogyScore {
  float excluded = 0;  ///< share answered with d, where a, b and c may not be the answer; chance 1 / (V − 3)
  float free = 0;      ///< where any word may be; chance 1 / V
};
AnalogyScore score(const Tensor& unit, std::span<const Analogy> questions);

}  // namespace madang::train
