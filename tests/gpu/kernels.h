#pragma once

#include "support.h"

namespace madang::gpu_tests {

/// Every kernel against the CPU's reference.
void test_matmul(const Then& then, Storage operands = Storage::full);
void test_attention(const Then& then, Storage operands = Storage::full);
void test_attention_backward(const Then& then);
void test_layers(const Then& then);
/// Derivatives of the backward kernels against differences of the forward kernels, both on the device.
void test_finite_differences(const Then& then);
/// A GPT trained on the device and on the CPU: the same curve.
void test_gpt_training(const Then& then);

/// Those whose operands may be halves, with such. Ends in done().
void test_half_kernels();
/// Halves on a device without them: a reason, and nothing compiled. Ends in done().
void test_without_half();

}  // namespace madang::gpu_tests
