#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/tensor.h"

/// Pieces of Python source, for scripts that repeat a run in PyTorch.
namespace madang::io {

/// [0.1, -2, 3e-05]: every number reads back as exactly the same float. inf and nan as float("inf") …
std::string python_list(std::span<const float> values);
std::string python_list(std::span<const std::int32_t> values);
/// torch.tensor([…]).reshape(2, 3); of more than a line's worth of values their bytes in base64, which needs
/// `import base64, torch`.
std::string python_tensor(const Tensor& tensor);
/// base64.b64decode("…"), which needs `import base64`: pictures, as the file has them.
std::string python_bytes(std::span<const std::uint8_t> bytes);

}  // namespace madang::io
