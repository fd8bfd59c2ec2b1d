#pragma once

#include <vector>

#include "demos/dropout/experiment.h"
#include "demos/dropout/training.h"

namespace madang::demos::dropout {

/// Dropout with keep q, then batch norm, on 4,096 numbers of N(0, 1): the standard deviation of what the norm
/// puts out in evaluation, where dropout is off. In training the variance is 1/q, so it is √q (Li et al.
/// 2018, section 3.1).
float shifted_deviation(float keep, Random random);

/// Of every batch norm of a network: the standard deviation of its output in evaluation before γ and β, as a
/// root mean square over the units, on these images.
std::vector<float> evaluation_deviations(const Sequential& network, const Tensor& images);

/// The same where dropout stands right before the norm, from the mean μ and variance σ² of each unit of the
/// images in evaluation: √(σ² / (σ²/q + μ² (1 − q)/q)); √q where μ = 0.
std::vector<float> predicted_deviations(const Sequential& network, float keep, const Tensor& images);

/// All of it, with the numbers of one unit of the first norm of networks[1].
ShiftPicture shift_of(const std::vector<Training>& networks, float keep, const Tensor& images, int unit);

}  // namespace madang::demos::dropout
