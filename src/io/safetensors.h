#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/tensor.h"
#include "core/text.h"
#include "io/bytes.h"

namespace madang::io {

struct NamedTensor {
  std::string name;  // as PyTorch's state_dict has it: "0.weight", "out_proj.bias"
  Tensor tensor;
};

/// The tensors of a safetensors file (https://huggingface.co/docs/safetensors), in the order of its header.
/// F32 is taken as it is; F16, BF16, F64, BOOL and integers become float. Throws Refused naming the byte at
/// fault and the reason. Nothing is reserved for what a header merely announces: sizes are held against the
/// file first. A tensor of another type, of more than six axes or with an integer that no float holds exactly
/// is left out, since the model may not need it; why, stands in `left_out`.
std::vector<NamedTensor> read_safetensors(std::span<const std::byte> file, Text* left_out = nullptr);

/// All as F32. Throws Error for two tensors of one name.
Bytes write_safetensors(std::span<const NamedTensor> tensors);

}  // namespace madang::io
