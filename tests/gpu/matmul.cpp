#include "gpu/matmul.h"

#include <limits>

#include "kernels.h"
#include "kernels/activation.h"
#include "kernels/elementwise.h"
#include "support.h"

namespace madang::gpu_tests {
namespace {

struct Case {
  int batch, rows, columns, depth;
  bool transpose_a = false, transpose_b = false, shared_b = false, with_bias = false, accumulate = false;
  gpu::Activation activation = gpu::Activation::none;
  bool with_nan = false;
};

std::size_t size(int a, int b, int c = 1) {
  return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

std::string name_of(const Case& at) {
  std::string name = "matmul " + std::to_string(at.batch) + "×" + std::to_string(at.rows) + "×" +
                     std::to_string(at.columns) + "×" + std::to_string(at.depth);
  for (const auto& [flag, word] : {std::pair{at.transpose_a, " aᵀ"},
                                   {at.transpose_b, " bᵀ"},
                                   {at.shared_b, " shared b"},
                                   {at.with_bias, " bias"},
                                   {at.accumulate, " accumulated"},
                                   {at.with_nan, " NaN"}}) {
    if (flag) name += word;
  }
  return name + (at.activation == gpu::Activation::relu   ? " ReLU"
                 : at.activation == gpu::Activation::gelu ? " GELU"
                                                          : "");
}

std::vector<float> reference(const Case& at, std::span<const float> a, std::span<const float> b,
                             std::span<const float> bias, std::vector<float> c) {
  const kernels::Gemm shape = {at.rows, at.columns, at.depth, at.transpose_a, at.transpose_b, at.accumulate};
  const std::size_t a_size = size(at.rows, at.depth), b_size = size(at.depth, at.columns),
                    c_size = size(at.rows, at.columns);
  for (std::size_t i = 0; i < static_cast<std::size_t>(at.batch); ++i) {
    kernels::gemm_reference(shape, a.subspan(i * a_size, a_size),
                            b.subspan(at.shared_b ? 0 : i * b_size, b_size),
                            std::span(c).subspan(i * c_size, c_size));
  }
  if (at.with_bias) {
    for (std::size_t i = 0; i < c.size(); ++i) c[i] += bias[i % static_cast<std::size_t>(at.columns)];
  }
  if (at.activation == gpu::Activation::relu) kernels::relu_reference(c, c);
  if (at.activation == gpu::Activation::gelu) kernels::gelu_reference(c, c, {});
  return c;
}

void test_case(const Case& at, const gpu::MatmulVariant& variant, Storage operands, const Then& then) {
  auto a = rounded(numbers(size(at.batch, at.rows, at.depth), 1), operands);
  auto b = rounded(numbers(size(at.shared_b ? 1 : at.batch, at.depth, at.columns), 2), operands);
  const auto bias = numbers(at.with_bias ? static_cast<std::size_t>(at.columns) : 0, 3);
  const auto c = at.accumulate ? numbers(size(at.batch, at.rows, at.columns), 4)
                               : std::vector<float>(size(at.batch, at.rows, at.columns), 12345.678f);
  if (at.with_nan) {
    a[a.size() / 2] = std::numeric_limits<float>::quiet_NaN();
    b[0] = std::numeric_limits<float>::infinity();
  }
  gpu::Commands commands(device());
  const gpu::Array output = device().upload(c);
  const gpu::Matmul work = {
      .shape = {at.rows, at.columns, at.depth, at.transpose_a, at.transpose_b, at.accumulate},
      .batch = at.batch,
      .activation = at.activation,
      .bias = device().upload(bias),
      .half_operands = operands == Storage::half};
  gpu::matmul(commands, work, variant, upload(a, operands), upload(b, operands), output);
  expect_close(commands, output, reference(at, a, b, bias, c), name_of(at) + ", " + std::string(variant.name),
               then);
}

}  // namespace

void test_matmul(const Then& then, Storage operands) {
  using enum gpu::Activation;
  for (const gpu::MatmulVariant& variant : gpu::matmul_variants(device())) {
    for (const auto& [m, n, k] : std::vector<std::array<int, 3>>{{1, 1, 1},
                                                                 {1, 7, 5},
                                                                 {31, 1, 33},
                                                                 {32, 32, 16},
                                                                 {33, 31, 17},
                                                                 {13, 127, 3},
                                                                 {2, 3, 257},
                                                                 {63, 64, 65},
                                                                 {65, 63, 64},
                                                                 {4, 4, 15}}) {
      test_case({1, m, n, k}, variant, operands, then);
    }
    for (int batch = 1; batch <= 5; ++batch) test_case({batch, 11, 7, 13}, variant, operands, then);
    test_case({3, 37, 29, 19, true, false}, variant, operands, then);
    test_case({2, 37, 29, 19, false, true}, variant, operands, then);
    test_case({2, 5, 29, 19, true, true}, variant, operands, then);
    test_case({4, 5, 6, 7, false, true, true}, variant, operands, then);
    test_case({2, 19, 21, 9, false, true, true, true, false, gelu}, variant, operands, then);
    test_case({1, 19, 21, 9, false, false, false, true, false, relu}, variant, operands, then);
    test_case({2, 19, 21, 9, true, false, false, false, true}, variant, operands, then);
    test_case({1, 40, 9, 11, false, false, false, true, false, relu, true}, variant, operands, then);
    test_case({1, 40, 9, 11, false, false, false, false, false, gelu, true}, variant, operands, then);
  }
}

}  // namespace madang::gpu_tests
