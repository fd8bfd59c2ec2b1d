#pragma once

#include <span>

#include "gpu/attention.h"
#include "gpu/device.h"
#include "gpu/matmul.h"

/// One operation there and back: what is not worth keeping on the device.
namespace madang::gpu {

/// c = op(a) op(b) for `batch` matrices one behind the other; shape.accumulate must be off.
/// A span as long as one matrix only is shared by the whole batch.
void matmul(Device& device, const kernels::Gemm& shape, int batch, std::span<const float> a,
            std::span<const float> b, Callback callback);

/// As kernels::attention, key lengths and all: (batch, queries, value_depth).
void attention(Device& device, const kernels::Attention& shape, std::span<const float> q,
               std::span<const float> k, std::span<const float> v, std::span<const float> mask,
               Callback callback);

}  // namespace madang::gpu
