#include "gpu/operations.h"

#include <algorithm>

#include "gpu/checks.h"
#include "gpu/reasons.h"

namespace madang::gpu {

void matmul(Device& device, const kernels::Gemm& shape, int batch, std::span<const float> a,
            std::span<const float> b, Callback callback) {
  expect(!shape.accumulate, "matmul: nothing to accumulate on");
  const Array c = device.array(product(batch, shape.rows, shape.columns));
  Commands commands(device);
  matmul(commands, {.shape = shape, .batch = batch}, device.upload(a), device.upload(b), c);
  if (shape.depth == 0) return callback({std::vector<float>(c.size()), {}});
  commands.submit_and_read(c, std::move(callback));
}

void attention(Device& device, const kernels::Attention& shape, std::span<const float> q,
               std::span<const float> k, std::span<const float> v, Callback callback) {
  const int longest = std::max(shape.depth, shape.value_depth);
  if (longest > longest_attention_vector) {
    return callback({{}, too_large_reason("head dimension", longest, longest_attention_vector)});
  }
  const Array out = device.array(product(shape.batch, shape.queries, shape.value_depth));
  const Array log_sum = device.array(product(shape.batch, shape.queries));
  Commands commands(device);
  attention(commands, {.shape = shape}, device.upload(q), device.upload(k), device.upload(v), {}, out,
            log_sum);
  commands.submit_and_read(out, std::move(callback));
}

}  // namespace madang::gpu
