#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demos/dropout/experiment.h"
#include "demos/dropout/training.h"

namespace madang::demos::dropout {

/// All 1,024 masks of the small network on one image, in double precision. A mask has the probability
/// q^kept (1 − q)^dropped; each is scaled by 1/q as in training.
/// image: (1, 1, side, side); truth: the class whose probability is shown; mask: the one that is looked at
Masks masks_of(const Sequential& small, float rate, const Tensor& image, int truth, int mask);

/// What a hidden layer of the dense network multiplies its units with: 0, or 1/q. (units) each.
using LayerMasks = std::vector<Tensor>;
/// What the first hidden layer of the dense network says, before any mask: (rows, units). Masks come behind
/// it, so that it is computed once for all of them.
Tensor first_hidden(const Sequential& dense, const Tensor& images);
/// From there through the network with these masks: (rows, classes). hidden, where wanted: (rows, units) of
/// each layer, masked.
Variable thin_logits(const Sequential& dense, const Tensor& first, const LayerMasks& masks,
                     std::vector<Tensor>* hidden = nullptr);
/// All units of that many on.
LayerMasks all_on(int units);
/// Drawn for both hidden layers, one mask for all images.
LayerMasks drawn_masks(int units, float rate, Random& random);

/// Thin networks drawn from the dense one: how wrong a single one is, and the mean of the first 1, 2, 4 …
/// 64 probabilities (Srivastava et al. 2014, section 7.4 and figure 11), beside the whole network.
ThinNets thin_nets(const Sequential& dense, float rate, const Batch& test, std::uint64_t seed);

/// Test error with a share of the units of each hidden layer off: 0, 0.1 … 0.9. The others are scaled so
/// that the mean stays.
std::vector<float> robustness(const Sequential& dense, const Batch& test, std::uint64_t seed);

/// Pearson correlation of each two units of (rows, units) over the rows; 0 where one does not vary.
Matrix correlations(const Tensor& activations);
/// Mean |ρ| over all pairs of units that vary; 0 where there is no such pair.
float mean_correlation(const Matrix& correlations);

}  // namespace madang::demos::dropout
