#include "kernels/variant.h"

namespace madang {

namespace kernels {
KernelVariant this_variant();
}
#if defined(__wasm_relaxed_simd__)
namespace plain_kernels {
KernelVariant this_variant();
}
#endif

std::vector<KernelVariant> kernel_variants() {
#if defined(__wasm_relaxed_simd__)
  return {plain_kernels::this_variant(), kernels::this_variant()};
#else
  return {kernels::this_variant()};
#endif
}

}  // namespace madang
