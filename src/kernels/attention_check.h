#pragma once

#include "kernels/attention.h"

namespace madang::kernels {

void check_attention(const Attention& shape, std::span<const float> q, std::span<const float> k,
                     std::span<const float> v, std::span<const float> mask, std::span<const float> out,
                     std::span<const float> log_sum);

void check_attention_backward(const Attention& shape, const AttentionSaved& saved, std::span<const float> d_q,
                              std::span<const float> d_k, std::span<const float> d_v);

}  // namespace madang::kernels
