#include "gpu/operations.h"

#include <algorithm>
#include <limits>
#include <vector>

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

namespace {

/// The shaders know masks, not lengths.
std::vector<float> mask_with_lengths(const kernels::Attention& shape, std::span<const float> mask) {
  std::vector<float> whole(mask.begin(), mask.end());
  if (shape.key_lengths.empty() || shape.batch == 0) return whole;
  expect(product(1, shape.batch) % shape.key_lengths.size() == 0,
         "attention: key lengths do not divide the batch");
  const std::size_t keys = product(1, shape.keys), size = product(shape.queries, shape.keys);
  const std::size_t batch = product(1, shape.batch);
  if (whole.empty()) whole.resize(size);
  while (whole.size() < batch * size)
    whole.insert(whole.end(), whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
  for (std::size_t i = 0; i < whole.size(); ++i)
    if (static_cast<int>(i % keys) >= kernels::visible_keys(shape, i / size))
      whole[i] = -std::numeric_limits<float>::infinity();
  return whole;
}

}  // namespace

void attention(Device& device, const kernels::Attention& shape, std::span<const float> q,
               std::span<const float> k, std::span<const float> v, std::span<const float> mask,
               Callback callback) {
  const int longest = std::max(shape.depth, shape.value_depth);
  if (longest > longest_attention_vector) {
    return callback({{}, too_large_reason("head dimension", longest, longest_attention_vector)});
  }
  const Array out = device.array(product(shape.batch, shape.queries, shape.value_depth));
  const Array log_sum = device.array(product(shape.batch, shape.queries));
  Commands commands(device);
  kernels::Attention masked = shape;
  masked.key_lengths = {};
  attention(commands, {.shape = masked}, device.upload(q), device.upload(k), device.upload(v),
            device.upload(mask_with_lengths(shape, mask)), out, log_sum);
  commands.submit_and_read(out, std::move(callback));
}

}  // namespace madang::gpu
