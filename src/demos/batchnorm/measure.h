#pragma once

#include "demos/batchnorm/experiment.h"
#include "demos/batchnorm/network.h"

namespace madang::demos::batchnorm {

/// Mean and variance of what a cell is normalised with.
struct Moments {
  double mean = 0, variance = 0;
  int count = 0;
};
/// Over the numbers that `norm` takes together for this cell. z: (rows, units)
Moments moments_of(const Matrix& z, Norm norm, int row, int unit);
/// (z − mean) / √(variance + ε) for every cell.
Matrix normalised(const Matrix& z, Norm norm, float epsilon);

/// A number of z that the reader has changed.
struct Edit {
  int row = 0, unit = 0;  // counted from 0
  float value = 0;
};
constexpr int shown_rows = 8, shown_units = 8;
/// Of a hidden layer, counted from 0, in training. row, unit: the chosen cell, counted from 0; the last that
/// there is instead of one beyond.
Calculation calculation_of(const Network& network, int layer, const Batch& batch, std::span<const Edit> edits,
                           int row, int unit);

/// Nothing of the network changes. layer: counted from 0. other: another batch, whose first image is replaced
/// by that of batch.
Identities identities_of(const Network& network, int layer, const Batch& batch);
Dependence dependence_of(const Network& network, const Batch& batch, const Batch& other);

/// layer, counted from 0: whose running values are compared with the batch's.
Inside inside_of(const Network& network, int layer, const Batch& batch, Mode mode);

}  // namespace madang::demos::batchnorm
