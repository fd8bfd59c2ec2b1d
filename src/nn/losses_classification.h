#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "autograd/ops_softmax.h"  // cross_entropy(logits, labels)
#include "autograd/variable.h"
#include "nn/losses_reduction.h"

namespace madang {

struct CrossEntropyOptions {
  float label_smoothing =
      0.0f;  // share of the target that goes to all classes alike (Szegedy et al. 2016, section 7)
  std::optional<std::int32_t> ignore_index{};  // rows with this label count for nothing
  Tensor class_weights{};                      // (classes), or empty: all 1
  Reduction reduction = Reduction::mean;       // none: (rows)
};

/// Mean over the rows of −Σ t w log softmax(logits), where t is 1 − ε at the label plus ε / classes
/// everywhere. With class weights w the mean is weighted by w at the label, as in PyTorch: Σ loss / Σ w.
/// logits: (rows, classes), one label per row. Throws Error where the mean has no row to count.
Variable cross_entropy(const Variable& logits, std::span<const std::int32_t> labels,
                       const CrossEntropyOptions& options);
/// The same with targets of any distribution (soft targets): both (rows, classes). The mean is over the rows,
/// with weights too; ignore_index has no meaning and throws Error.
Variable cross_entropy(const Variable& logits, const Variable& targets,
                       const CrossEntropyOptions& options = {});

/// Mean over all elements of −t log p − (1 − t) log(1 − p) for probabilities p; each logarithm is at least
/// −100, so that a certain mistake costs much and not everything. The derivative is (p − t) / (p (1 − p))
/// with the divisor at least 1e-12: finite at 0 and 1, as in PyTorch.
Variable binary_cross_entropy(const Variable& probabilities, const Variable& targets,
                              Reduction reduction = Reduction::mean);

struct BinaryOptions {
  Tensor positive_weight{};  // of the truth 1, broadcast against the logits; empty: 1
  Reduction reduction = Reduction::mean;
};

/// The same for p = σ(x), computed as t softplus(−x) + (1 − t) softplus(x): exact for what is nearly certain.
Variable binary_cross_entropy_with_logits(const Variable& logits, const Variable& targets,
                                          const BinaryOptions& options = {});

struct FocalOptions {
  float alpha = 0.25f;  // weight of the positives; of the negatives 1 − alpha. Below 0: no weights
  float gamma = 2.0f;   // how much less what is already right counts
  Reduction reduction = Reduction::mean;
};

/// Mean over all elements of α_t (1 − p_t)^γ (−log p_t), p_t the probability given to the truth, which is 0
/// or 1 (Lin et al. 2017, eq. 5).
Variable focal(const Variable& logits, const Variable& targets, FocalOptions options = {});

/// Mean over all elements of max(0, 1 − t s) for scores s and signs t = ±1 (Cortes & Vapnik 1995).
Variable hinge(const Variable& scores, const Variable& signs, Reduction reduction = Reduction::mean);

/// KL(p ‖ q) = Σ p (log p − log q), mean over the batch (axis 0), from log q and p of one shape; where p is 0
/// nothing is added. Reduction::none gives each element's part.
Variable kl_divergence(const Variable& log_q, const Variable& p, Reduction reduction = Reduction::mean);

/// KL of N(mean, variance) from N(0, 1): −½ Σ (1 + log v − m² − v), mean over the batch (Kingma & Welling
/// 2014, appendix B). Both (batch, …). Reduction::none gives each element's part.
Variable gaussian_kl(const Variable& mean, const Variable& log_variance,
                     Reduction reduction = Reduction::mean);

}  // namespace madang
