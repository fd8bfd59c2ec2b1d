#pragma once

#include <span>
#include <string_view>

#include "gpu/commands.h"
#include "kernels/attention.h"

namespace madang::gpu {

/// Vectors longer than this are left to the CPU: workgroup storage ends there.
inline constexpr int longest_attention_vector = 128;

/// As kernels::Attention, for `shape.batch` = examples × heads.
struct Attention {
  kernels::Attention shape;
  /// 0: each head's rows lie one behind the other, (batch, length, depth), as for the CPU's kernel. Else that
  /// many heads lie side by side, (examples, length, heads, depth), as a linear layer leaves them.
  int interleaved_heads = 0;
  bool half_operands = false;  // q, k and v are halves (gpu/half.h), forward only: see Device::has_half
};

/// mask: as kernels::attention has it, or an empty array; key_lengths are refused, a mask says the same. out:
/// shaped like q with value_depth; log_sum: (batch, queries), with −3.4·10³⁸ in the place of −∞.
void attention(Commands& commands, const Attention& work, const Array& q, const Array& k, const Array& v,
               const Array& mask, const Array& out, const Array& log_sum);

/// How the forward pass is divided among threads. Which is fastest depends on the device: gpu/tuner.h finds
/// out and remembers its name under `attention_memory`.
inline constexpr const char* attention_memory = "attention variant";
struct AttentionVariant {
  std::string_view name;
  bool quads;  // without workgroup storage, with subgroups
};
/// Those that this device can run.
std::span<const AttentionVariant> attention_variants(const Device& device);
void attention(Commands& commands, const Attention& work, const AttentionVariant& variant, const Array& q,
               const Array& k, const Array& v, const Array& mask, const Array& out, const Array& log_sum);

/// What the forward pass read and left, and the derivative of its output.
struct AttentionSaved {
  Array q, k, v, mask, out, log_sum, d_out;
};
/// rows: scratch of 2 · batch · queries. d_q, d_k, d_v: shaped like q, k, v; overwritten.
void attention_backward(Commands& commands, const Attention& work, const AttentionSaved& saved,
                        const Array& rows, const Array& d_q, const Array& d_k, const Array& d_v);

}  // namespace madang::gpu
