#include "gpu/operations.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "core/error.h"
#include "gpu/reasons.h"
#include "gpu/shaders.h"

namespace madang::gpu {
namespace {

// The uniforms of shaders/*.wgsl, field by field.
struct MatmulUniforms {
  std::uint32_t rows, columns, depth, transpose_a, transpose_b, stride_a, stride_b, padding;
};
struct AttentionUniforms {
  std::uint32_t queries, keys, depth, value_depth, causal;
  float scale;
  std::uint32_t padding[2];
};

template <class Uniforms>
std::span<const std::byte> bytes_of(const Uniforms& uniforms) {
  return std::as_bytes(std::span(&uniforms, 1));
}

std::size_t product(int a, int b, int c) {
  return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

std::size_t rounded_up_division(int value, int step) {
  return (static_cast<std::size_t>(value) + static_cast<std::size_t>(step) - 1) /
         static_cast<std::size_t>(step);
}

void expect(bool condition, const std::string& message) {
  if (!condition) throw Error("gpu::" + message);
}

void expect_size(const char* operand, std::size_t got, std::size_t wanted) {
  expect(got == wanted,
         std::string(operand) + " has " + std::to_string(got) + " elements, not " + std::to_string(wanted));
}

// Elements from one matrix of the batch to the next; 0 if all share the one that is there.
std::uint32_t batch_stride(const char* operand, std::size_t got, std::size_t matrix, int batch) {
  if (got == matrix) return 0;
  expect_size(operand, got, matrix * static_cast<std::size_t>(batch));
  return static_cast<std::uint32_t>(matrix);
}

}  // namespace

void matmul(Device& device, const kernels::Gemm& shape, int batch, std::span<const float> a,
            std::span<const float> b, Callback callback) {
  expect(shape.rows >= 0 && shape.columns >= 0 && shape.depth >= 0 && batch >= 0, "matmul: negative size");
  expect(!shape.accumulate, "matmul: cannot accumulate");
  const std::size_t elements = product(batch, shape.rows, shape.columns);
  const auto stride_a = batch_stride("matmul: a", a.size(), product(1, shape.rows, shape.depth), batch);
  const auto stride_b = batch_stride("matmul: b", b.size(), product(1, shape.depth, shape.columns), batch);
  if (elements == 0 || shape.depth == 0) return callback({std::vector<float>(elements), {}});

  // Large tiles reuse more of what they load; small ones keep more of the GPU busy on a small matrix.
  const bool large = product(batch, shape.rows, shape.columns) >= std::size_t{512} * 512;
  const int threads = large ? 16 : 8;
  const MatmulUniforms uniforms = {static_cast<std::uint32_t>(shape.rows),
                                   static_cast<std::uint32_t>(shape.columns),
                                   static_cast<std::uint32_t>(shape.depth),
                                   shape.transpose_a,
                                   shape.transpose_b,
                                   stride_a,
                                   stride_b,
                                   0};
  Run run;
  run.program = {"matmul",
                 source_of(Shader::matmul),
                 {{"threads_x", threads}, {"threads_y", threads}, {"tile_depth", 16}}};
  run.uniforms = bytes_of(uniforms);
  run.inputs = {a, b};
  run.output_elements = elements;
  run.workgroups = {rounded_up_division(shape.columns, 4 * threads),
                    rounded_up_division(shape.rows, 4 * threads), static_cast<std::size_t>(batch)};
  device.run(run, std::move(callback));
}

void attention(Device& device, const kernels::Attention& shape, std::span<const float> q,
               std::span<const float> k, std::span<const float> v, Callback callback) {
  expect(
      shape.batch >= 0 && shape.queries >= 0 && shape.keys >= 0 && shape.depth >= 0 && shape.value_depth >= 0,
      "attention: negative size");
  expect_size("attention: q", q.size(), product(shape.batch, shape.queries, shape.depth));
  expect_size("attention: k", k.size(), product(shape.batch, shape.keys, shape.depth));
  expect_size("attention: v", v.size(), product(shape.batch, shape.keys, shape.value_depth));
  const std::size_t elements = product(shape.batch, shape.queries, shape.value_depth);
  if (elements == 0 || shape.keys == 0) return callback({std::vector<float>(elements), {}});
  expect(shape.depth > 0, "attention: depth is 0");
  const int longest = std::max(shape.depth, shape.value_depth);
  if (longest > longest_attention_vector) {
    return callback({{}, too_large_reason("head dimension", longest, longest_attention_vector)});
  }

  // Workgroup storage stays below the 16 KiB that every device has.
  const int rows = longest <= 64 ? 16 : 8;
  const AttentionUniforms uniforms = {static_cast<std::uint32_t>(shape.queries),
                                      static_cast<std::uint32_t>(shape.keys),
                                      static_cast<std::uint32_t>(shape.depth),
                                      static_cast<std::uint32_t>(shape.value_depth),
                                      shape.causal,
                                      shape.scale,
                                      {}};
  Run run;
  run.program = {"attention",
                 source_of(Shader::attention),
                 {{"lanes", 16}, {"rows", rows}, {"groups", longest <= 64 ? 16 : 32}}};
  run.uniforms = bytes_of(uniforms);
  run.inputs = {q, k, v};
  run.output_elements = elements;
  run.workgroups = {rounded_up_division(shape.queries, rows), static_cast<std::size_t>(shape.batch), 1};
  device.run(run, std::move(callback));
}

}  // namespace madang::gpu
