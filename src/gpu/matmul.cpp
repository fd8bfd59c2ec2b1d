#include "gpu/matmul.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "gpu/checks.h"
#include "gpu/device.h"
#include "gpu/half.h"
#include "gpu/shaders.h"

namespace madang::gpu {
namespace {

// As in the shader, field by field.
struct MatmulUniforms {
  std::uint32_t rows, columns, depth, stride_a, stride_b;
  std::uint32_t transpose_a, transpose_b, accumulate, with_bias, activation;
};

using enum MatmulVariant::Shader;

constexpr std::array<MatmulVariant, 4> all_matmul_variants = {{{"tiles of 32×32", tiles, 8, 8, 4, 4},
                                                               {"tiles of 64×64", tiles, 16, 16, 4, 4},
                                                               {"direct", direct, 8, 8, 8, 8},
                                                               {"quads", quads, 16, 1, 16, 4}}};

// Numbers from one matrix of the batch to the next; 0 if all share the one that is there.
std::uint32_t batch_stride(const char* operand, const Matmul& work, std::size_t got, std::size_t matrix) {
  const std::size_t all = matrix * static_cast<std::size_t>(work.batch);
  expect(!(work.half_operands && matrix == 1 && work.batch == 2),
         std::string(operand) + " may be one half or two");
  if (got == stored_size(matrix, work.half_operands)) return 0;
  expect_size(operand, got, stored_size(all, work.half_operands));
  return static_cast<std::uint32_t>(matrix);
}

Program program_of(const MatmulVariant& variant, bool half_operands) {
  Program program = {"matmul", shaders::matmul};
  if (variant.shader == direct) program = {"matmul_direct", shaders::matmul_direct};
  if (variant.shader == quads) program = {"matmul_quads", shaders::matmul_quads};
  program.constants = {{"threads_x", variant.threads_x}, {"threads_y", variant.threads_y}};
  program.half_operands = half_operands;
  return program;
}

/// The one that was fastest here. While none has been measured: large tiles reuse more of what they load,
/// small ones keep more of the GPU busy on a small matrix.
const MatmulVariant& variant_for(const Device& device, const Matmul& work) {
  const std::string remembered = device.recalled(matmul_memory);
  const auto variants = matmul_variants(device);
  const auto found = std::ranges::find(variants, remembered, &MatmulVariant::name);
  if (found != variants.end()) return *found;
  return variants[product(work.batch, work.shape.rows, work.shape.columns) >= std::size_t{512} * 512 ? 1 : 0];
}

}  // namespace

std::span<const MatmulVariant> matmul_variants(const Device& device) {
  return std::span(all_matmul_variants).first(all_matmul_variants.size() - (device.has_subgroups() ? 0 : 1));
}

void matmul(Commands& commands, const Matmul& work, const Array& a, const Array& b, const Array& c) {
  matmul(commands, work, variant_for(commands.device(), work), a, b, c);
}

void matmul(Commands& commands, const Matmul& work, const MatmulVariant& variant, const Array& a,
            const Array& b, const Array& c) {
  const kernels::Gemm& shape = work.shape;
  expect(shape.rows >= 0 && shape.columns >= 0 && shape.depth >= 0 && work.batch >= 0,
         "matmul: negative size");
  const MatmulUniforms uniforms = {
      static_cast<std::uint32_t>(shape.rows),
      static_cast<std::uint32_t>(shape.columns),
      static_cast<std::uint32_t>(shape.depth),
      batch_stride("matmul: a", work, a.size(), product(shape.rows, shape.depth)),
      batch_stride("matmul: b", work, b.size(), product(shape.depth, shape.columns)),
      shape.transpose_a,
      shape.transpose_b,
      shape.accumulate,
      work.bias.size() > 0,
      static_cast<std::uint32_t>(work.activation)};
  if (work.bias.size() > 0) expect_size("matmul: bias", work.bias.size(), product(1, shape.columns));
  expect_size("matmul: c", c.size(), product(work.batch, shape.rows, shape.columns));
  if (c.size() == 0) return;
  const std::array arrays = {a, b, work.bias.size() > 0 ? work.bias : a, c};
  const auto workgroups = [](int size, int threads, int of_thread) {
    return rounded_up_division(static_cast<std::size_t>(size), product(threads, of_thread));
  };
  commands.dispatch(
      program_of(variant, work.half_operands), uniforms, arrays,
      {workgroups(shape.columns, variant.threads_x, variant.columns),
       workgroups(shape.rows, variant.threads_y, variant.rows), static_cast<std::size_t>(work.batch)});
}

}  // namespace madang::gpu
