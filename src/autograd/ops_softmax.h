#pragma once

#include <cstdint>
#include <span>

#include "autograd/variable.h"

/// Over the last axis.
namespace madang {

Variable softmax(const Variable& x);
Variable log_softmax(const Variable& x);

/// −log softmax(logits)[label], mean over the rows. logits: (rows, classes), one label per row.
Variable cross_entropy(const Variable& logits, std::span<const std::int32_t> labels);

}  // namespace madang
