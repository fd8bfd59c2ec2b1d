#pragma once

#include <cstdint>
#include <span>

#include "autograd/ops_softmax.h"  // cross_entropy(logits, labels)
#include "autograd/variable.h"

/// Losses are scalars. Prediction and target have one shape: nothing is broadcast.
namespace madang {

/// Mean over all elements of (prediction − target)².
Variable mse(const Variable& prediction, const Variable& target);

/// E = ½ Σ (prediction − target)² over the outputs, mean over the batch (axis 0): the loss of textbooks,
/// whose derivative is prediction − target.
Variable half_squared_error(const Variable& prediction, const Variable& target);

/// Mean over all elements of −t log σ(x) − (1 − t) log(1 − σ(x)), computed as softplus(x) − t x.
Variable binary_cross_entropy_with_logits(const Variable& logits, const Variable& targets);

}  // namespace madang
