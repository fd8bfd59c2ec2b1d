#pragma once

#include "autograd/variable.h"
#include "nn/losses_reduction.h"

namespace madang {

/// Mean over all elements of (prediction − target)².
Variable mse(const Variable& prediction, const Variable& target, Reduction reduction = Reduction::mean);

/// E = ½ Σ (prediction − target)² over the outputs, mean over the batch (axis 0): the loss of textbooks,
/// whose derivative is prediction − target. Reduction::none gives each output's part.
Variable half_squared_error(const Variable& prediction, const Variable& target,
                            Reduction reduction = Reduction::mean);

/// Mean over all elements of |prediction − target|.
Variable mean_absolute_error(const Variable& prediction, const Variable& target,
                             Reduction reduction = Reduction::mean);

/// Mean over all elements of ½ e² where |e| ≤ delta, delta (|e| − ½ delta) beyond, e = prediction − target
/// (Huber 1964).
Variable huber(const Variable& prediction, const Variable& target, float delta = 1.0f,
               Reduction reduction = Reduction::mean);

}  // namespace madang
