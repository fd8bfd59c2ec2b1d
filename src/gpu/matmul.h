#pragma once

#include "gpu/commands.h"
#include "kernels/gemm.h"

namespace madang::gpu {

enum class Activation { none = 0, relu = 1, gelu = 2 };  // the numbers stand in the shader too

/// c = f(op(a) op(b) + bias) for `batch` matrices one behind the other; with shape.accumulate c's old values
/// are added before bias and f.
struct Matmul {
  kernels::Gemm shape;
  int batch = 1;
  Activation activation = Activation::none;
  Array bias = {};             // (columns), or none
  bool half_operands = false;  // a and b are halves (gpu/half.h): see Device::has_half
};

/// An operand as large as one matrix only is shared by the whole batch. Throws Error for other sizes, and for
/// two 1×1 matrices of halves, which take no more memory than a shared one. c must not be a or b.
void matmul(Commands& commands, const Matmul& work, const Array& a, const Array& b, const Array& c);

/// How a matrix product is divided among threads. Which is fastest depends on the device: gpu/tuner.h finds
/// out and remembers its name under `matmul_memory`.
inline constexpr const char* matmul_memory = "matmul variant";
struct MatmulVariant {
  enum class Shader { tiles, direct, quads };
  std::string_view name;
  Shader shader;
  int threads_x, threads_y;
  int rows, columns;  // of c, per thread
};
/// Those that this device can run.
std::span<const MatmulVariant> matmul_variants(const Device& device);
void matmul(Commands& commands, const Matmul& work, const MatmulVariant& variant, const Array& a,
            const Array& b, const Array& c);

}  // namespace madang::gpu
