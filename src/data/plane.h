#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.h"
#include "core/tensor.h"
#include "data/points.h"

/// The plane as a network takes it: points, places all over it, and what it decides there.
namespace madang::data {

struct PlaneBatch {
  Tensor inputs;                     // (rows, 2): x and y
  std::vector<std::int32_t> labels;  // (rows)
};
PlaneBatch batch_of(const Points& points);
PlaneBatch batch_of(const Points& points, std::span<const std::int32_t> chosen);

/// Moves and scales each coordinate to mean 0 and variance 1, as initialisations assume of an input.
void standardise(Points& points);

/// (size², 2): places over the square ± reach, the outer ones on its edges, the lowest row first.
Tensor grid(int size, float reach);

/// What is decided at each place of a grid, (size, size) each, as ui::plane_plot draws it.
struct DecisionField {
  Matrix probability;  ///< of class 1 where there are two classes, else of the likeliest
  Matrix label;        ///< the likeliest class; empty where there are two
};
/// probabilities: (size², classes), or (size², 1) with that of class 1. Throws Error for another number of
/// rows.
DecisionField decision_field(const Tensor& probabilities, int size);

}  // namespace madang::data
