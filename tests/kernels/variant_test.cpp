#include "kernels/variant.h"

#include <doctest/doctest.h>

#include <cmath>

#include "kernels/attention.h"
#include "kernels/gemm.h"
#include "kernels/peak.h"
#include "support/samples.h"

namespace madang {
namespace {

using test::samples;

TEST_CASE("kernel variants: plain SIMD first, relaxed SIMD where there is any, each with code of its own") {
  const auto variants = kernel_variants();
  REQUIRE((variants.size() == 1 || variants.size() == 2));
  CHECK_FALSE(variants.front().relaxed);
  if (variants.size() == 1) return;
  CHECK(variants.back().relaxed);
  CHECK(variants.front().matmul != variants.back().matmul);
  CHECK(variants.front().attention != variants.back().attention);
  CHECK(variants.front().multiply_add_chains != variants.back().multiply_add_chains);
}

TEST_CASE("kernel variants agree with the reference") {
  for (const KernelVariant& variant : kernel_variants()) {
    CAPTURE(variant.relaxed);
    for (const int size : {1, 3, 16, 37, 130}) {
      const auto count = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
      const auto a = samples(count, 1), b = samples(count, 2);
      std::vector<float> c(count, 77), wanted(count);
      variant.matmul(size, size, size, a, b, c);
      kernels::gemm_reference({size, size, size}, a, b, wanted);
      CHECK(test::largest_difference(c, wanted) < 1e-4);
    }
    for (const int length : {1, 7, 64, 101}) {
      constexpr int heads = 3, depth = 20;
      const auto count = static_cast<std::size_t>(heads) * static_cast<std::size_t>(length) * depth;
      const auto q = samples(count, 3), k = samples(count, 4), v = samples(count, 5);
      std::vector<float> out(count, 77), wanted(count);
      variant.attention(heads, length, depth, q, k, v, out);
      const kernels::Attention shape = {heads, length, length, depth, depth, 1 / std::sqrt(float{depth})};
      kernels::attention_reference(shape, q, k, v, {}, wanted);
      CHECK(test::largest_difference(out, wanted) < 1e-4);
    }
    CHECK(variant.multiply_add_chains(0) == kernels::multiply_add_chains(0));
  }
}

}  // namespace
}  // namespace madang
