#pragma once

#include <cstdint>
#include <span>

#include "autograd/ops_softmax.h"  // cross_entropy(logits, labels)
#include "autograd/variable.h"

namespace madang {

struct CrossEntropyOptions {
  float label_smoothing =
      0.0f;  // share of the target that goes to all classes alike (Szegedy et al. 2016, section 7)
};

/// Mean over the rows of −Σ t log softmax(logits), where t is 1 − ε at the label plus ε / classes everywhere.
/// logits: (rows, classes), one label per row.
Variable cross_entropy(const Variable& logits, std::span<const std::int32_t> labels,
                       CrossEntropyOptions options);
/// The same with targets of any distribution (soft targets): both (rows, classes).
Variable cross_entropy(const Variable& logits, const Variable& targets, CrossEntropyOptions options = {});

/// Mean over all elements of −t log p − (1 − t) log(1 − p) for probabilities p; each logarithm is at least
/// −100, so that a certain mistake costs much and not everything.
Variable binary_cross_entropy(const Variable& probabilities, const Variable& targets);

/// The same for p = σ(x), computed as softplus(x) − t x.
Variable binary_cross_entropy_with_logits(const Variable& logits, const Variable& targets);

struct FocalOptions {
  float alpha = 0.25f;  // weight of the positives; of the negatives 1 − alpha. Below 0: no weights
  float gamma = 2.0f;   // how much less what is already right counts
};

/// Mean over all elements of α_t (1 − p_t)^γ (−log p_t), p_t the probability given to the truth, which is 0
/// or 1 (Lin et al. 2017, eq. 5).
Variable focal(const Variable& logits, const Variable& targets, FocalOptions options = {});

/// Mean over all elements of max(0, 1 − t s) for scores s and signs t = ±1 (Cortes & Vapnik 1995).
Variable hinge(const Variable& scores, const Variable& signs);

/// KL(p ‖ q) = Σ p (log p − log q), mean over the batch (axis 0), from log q and p of one shape; where p is 0
/// nothing is added.
Variable kl_divergence(const Variable& log_q, const Variable& p);

/// KL of N(mean, variance) from N(0, 1): −½ Σ (1 + log v − m² − v), mean over the batch (Kingma & Welling
/// 2014, appendix B). Both (batch, …).
Variable gaussian_kl(const Variable& mean, const Variable& log_variance);

}  // namespace madang
