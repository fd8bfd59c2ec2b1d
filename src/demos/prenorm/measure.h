#pragma once

#include "demos/prenorm/experiment.h"
#include "demos/prenorm/training.h"

namespace madang::demos::prenorm {

/// Nothing of the model changes. learning_rate: η of `Layers::change`.
Layers layers_of(const Model& model, const Batch& batch, float learning_rate);

/// Of a block, a place and a unit, each counted from 0.
CellPicture cell_of(const Model& model, int block, const Batch& batch, int row, int unit);

/// The probability of each character behind these, at most `context`, at least one.
std::vector<float> next_after(const Model& model, std::span<const std::int32_t> characters);

}  // namespace madang::demos::prenorm
