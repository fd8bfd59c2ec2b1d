#pragma once

#include "autograd/variable.h"

/// Normalisation. First derivatives are fused; with create_graph they are made of arithmetic and sums.
/// Wrong shapes throw Error with the operation's name and both shapes; nothing is broadcast but a weight or a
/// bias along the axis that is named.
namespace madang {

inline constexpr float default_norm_epsilon = 1e-5f;

/// (x − mean) / √(variance + ε) weight + bias over the last axes of x, which are those of weight and bias
/// (Ba, Kiros & Hinton 2016, eq. 4). `bias` may be a Variable() that refers to nothing.
Variable layer_norm(const Variable& x, const Variable& weight, const Variable& bias,
                    float epsilon = default_norm_epsilon);
/// Without weight and bias, over the last `axes` axes.
Variable layer_norm(const Variable& x, int axes = 1, float epsilon = default_norm_epsilon);

/// x / √(mean x² + ε) weight over the last axes of x, which are those of weight (Zhang & Sennrich 2019, eq.
/// 4).
Variable rms_norm(const Variable& x, const Variable& weight, float epsilon = default_norm_epsilon);

/// x / max(‖x‖, ε) along the last axis: onto the unit sphere.
Variable unit_length(const Variable& x, float epsilon = 1e-12f);

/// What batch norm counts in a batch, or keeps for evaluation: (channels) each.
struct ChannelMoments {
  Tensor mean;
  Tensor variance;  // divided by the count, not by count − 1
};

/// Batch norm in training: mean and variance of each channel are those of the batch (Ioffe & Szegedy 2015,
/// algorithm 1). x: (batch, channels, …)  weight, bias: (channels). `moments` receives what was counted.
Variable batch_norm(const Variable& x, const Variable& weight, const Variable& bias,
                    float epsilon = default_norm_epsilon, ChannelMoments* moments = nullptr);
/// Batch norm in evaluation: with the given mean and variance, which are constants.
Variable batch_norm(const Variable& x, const Variable& weight, const Variable& bias,
                    const ChannelMoments& moments, float epsilon = default_norm_epsilon);

/// Over the channels of a group and all positions of one example (Wu & He 2018, eq. 1 and 7).
/// x: (batch, channels, …)  weight, bias: (channels); `groups` divides the channels.
Variable group_norm(const Variable& x, int groups, const Variable& weight, const Variable& bias,
                    float epsilon = default_norm_epsilon);
/// Each channel of each example by itself (Ulyanov, Vedaldi & Lempitsky 2016, eq. 3).
Variable instance_norm(const Variable& x, const Variable& weight, const Variable& bias,
                       float epsilon = default_norm_epsilon);

}  // namespace madang
