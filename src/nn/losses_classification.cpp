#include "nn/losses_classification.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "autograd/broadcast.h"
#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_gather.h"
#include "autograd/ops_reduce.h"
#include "autograd/ops_select.h"
#include "autograd/tensor_map.h"
#include "kernels/reduce.h"
#include "nn/losses_check.h"

namespace madang {
namespace {

void check_smoothing(float smoothing) {
  if (!(smoothing >= 0.0f && smoothing <= 1.0f)) {
    throw Error("cross_entropy: label smoothing " + std::to_string(smoothing) + " is not in [0, 1]");
  }
}

/// Mean over the batch (axis 0) of what each of its examples sums to.
Variable reduced_by_batch(const char* operation, const Variable& parts, Reduction reduction) {
  const Shape& shape = parts.shape();
  if (reduction != Reduction::mean) return reduced(operation, parts, reduction);
  if (shape.rank() == 0 || shape[0] == 0) fail(operation, "a batch expected", shape);
  return sum(parts) * (1.0f / static_cast<float>(shape[0]));
}

void check_class_weights(const Shape& logits, const Tensor& weights) {
  if (weights.size() != 0 && weights.shape() != Shape{logits[1]}) {
    fail("cross_entropy", "logits (rows, classes) and class weights (classes) do not fit", logits,
         weights.shape());
  }
}

/// The weight of each row: that of its label, 0 where it is ignored. Labels that are ignored become 0.
Tensor row_weights(const Shape& logits, std::span<std::int32_t> labels, const CrossEntropyOptions& options) {
  if (logits.rank() != 2 || logits[1] == 0 || static_cast<std::size_t>(logits[0]) != labels.size()) {
    fail("cross_entropy", "logits (rows, classes) and labels (rows) do not fit", logits,
         Shape{labels.size()});
  }
  check_class_weights(logits, options.class_weights);
  Tensor weights = Tensor::full({logits[0]}, 1.0f);
  float* weight = weights.mutable_data();
  for (std::int32_t& label : labels) {
    if (label == options.ignore_index) {
      label = 0;
      *weight++ = 0.0f;
      continue;
    }
    if (label < 0 || label >= logits[1]) {
      throw Error("cross_entropy: label " + std::to_string(label) + " of " + std::to_string(logits[1]) +
                  " classes");
    }
    if (options.class_weights.size() != 0) *weight = options.class_weights.data()[label];
    ++weight;
  }
  return weights;
}

Variable weighted(const Variable& log_probabilities, const Tensor& class_weights) {
  return class_weights.size() == 0 ? log_probabilities : log_probabilities * constant(class_weights);
}

/// −log p, at most 100
float held_cost(double log_p) { return static_cast<float>(std::min(-log_p, 100.0)); }

constexpr float smallest_divisor = 1e-12f;  // PyTorch's

Tensor divided(const Tensor& p, const Tensor& distance) {
  return map(p, distance, [](float p, float d) { return d / std::max(p * (1.0f - p), smallest_divisor); });
}

/// z = g (p − t) / (p (1 − p));  dg = the same of dz, dp = dz g (p² − 2pt + t) / (p (1 − p))²,
/// dt = −dz g / (p (1 − p))
Variable binary_cross_entropy_slope(const Variable& g, const Variable& p, const Variable& t) {
  Tensor z =
      map(g.value(), divided(p.value(), map(p.value(), t.value(), std::minus<>())), std::multiplies<>());
  return record("binary_cross_entropy_slope", std::move(z), inputs(g, p, t), [](Derivation& d) {
    const Variable &dz = d.gradient(), &g = d.input(0), &p = d.input(1), &t = d.input(2);
    if (d.needs(0)) d.add(0, binary_cross_entropy_slope(dz, p, t));
    if (d.needs(1)) {
      const Variable divisor = square(p + smallest_divisor) * square(1.0f - p + smallest_divisor);
      d.add(1, dz * g * ((square(p) - 2.0f * p * t + t) / divisor));
    }
    if (d.needs(2)) d.add(2, negate(dz * g * constant(divided(p.value(), Tensor::full(p.shape(), 1.0f)))));
  });
}

/// For p = σ(logits): −log p where the target is 1, −log(1 − p) where it is 0, between them where it is.
Variable logistic_losses(const Variable& logits, const Variable& targets,
                         const Tensor& positive_weight = {}) {
  const Variable positive = targets * softplus(negate(logits));
  return (positive_weight.size() == 0 ? positive : positive * constant(positive_weight)) +
         (1.0f - targets) * softplus(logits);
}

}  // namespace

Variable cross_entropy(const Variable& logits, std::span<const std::int32_t> labels,
                       const CrossEntropyOptions& options) {
  check_smoothing(options.label_smoothing);
  const float smoothing = options.label_smoothing;
  PoolVector<std::int32_t> counted(labels.begin(), labels.end());
  const Tensor weights = row_weights(logits.shape(), counted, options);
  const Variable log_probabilities = log_softmax(logits);
  Variable rows = negate(pick(log_probabilities, counted)) * constant(weights);
  if (smoothing != 0.0f) {
    const Variable all = negate(sum(weighted(log_probabilities, options.class_weights), {1}));
    rows = rows * (1.0f - smoothing) + all * (smoothing / static_cast<float>(logits.shape()[1]));
  }
  if (options.ignore_index) {
    Tensor counts = map(weights, [](float) { return 1.0f; });
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i] == *options.ignore_index) counts.mutable_data()[i] = 0.0f;
    }
    rows = where(counts, rows, constant(Tensor::scalar(0.0f)));  // chosen, not multiplied: 0 · ∞ would be NaN
  }
  if (options.reduction != Reduction::mean) return reduced("cross_entropy", rows, options.reduction);
  const float total = kernels::sum(weights.values());
  if (total == 0.0f) fail("cross_entropy", "no row counts", logits.shape());
  return sum(rows) / total;
}

Variable cross_entropy(const Variable& logits, const Variable& targets, const CrossEntropyOptions& options) {
  check_smoothing(options.label_smoothing);
  const Shape& shape = logits.shape();
  if (shape.rank() != 2 || shape.size() == 0 || shape != targets.shape()) {
    fail("cross_entropy", "logits and targets (rows, classes) do not fit", shape, targets.shape());
  }
  if (options.ignore_index) fail("cross_entropy", "no label to ignore in targets", targets.shape());
  check_class_weights(shape, options.class_weights);
  const Variable log_probabilities = weighted(log_softmax(logits), options.class_weights);
  if (options.reduction == Reduction::none) {
    const Variable rows = negate(sum(targets * log_probabilities, {1}));
    return options.label_smoothing == 0.0f ? rows
                                           : rows * (1.0f - options.label_smoothing) -
                                                 mean(log_probabilities, {1}) * options.label_smoothing;
  }
  const float scale = options.reduction == Reduction::mean ? 1.0f / static_cast<float>(shape[0]) : 1.0f;
  const Variable loss = sum(targets * log_probabilities) * -scale;
  if (options.label_smoothing == 0.0f) return loss;
  const float rows = static_cast<float>(shape[0]) * scale;  // 1 for a mean
  return loss * (1.0f - options.label_smoothing) - mean(log_probabilities) * (options.label_smoothing * rows);
}

Variable binary_cross_entropy(const Variable& probabilities, const Variable& targets, Reduction reduction) {
  check_prediction("binary_cross_entropy", probabilities, targets);
  for (const float p : probabilities.value().values()) {
    if (p < 0.0f || p > 1.0f)
      throw Error("binary_cross_entropy: " + std::to_string(p) + " is no probability");
  }
  Tensor losses = map(probabilities.value(), targets.value(), [](float p, float t) {
    return t * held_cost(std::log(double{p})) + (1.0f - t) * held_cost(std::log1p(-double{p}));
  });
  const Variable each =
      record("binary_cross_entropy", std::move(losses), inputs(probabilities, targets), [](Derivation& d) {
        const Variable &p = d.input(0), &t = d.input(1);
        if (d.needs(0)) d.add(0, binary_cross_entropy_slope(d.gradient(), p, t));
        if (!d.needs(1)) return;
        const Variable least = constant(Tensor::scalar(-100.0f));
        d.add(1, d.gradient() * (maximum(log(1.0f - p), least) - maximum(log(p), least)));
      });
  return reduced("binary_cross_entropy", each, reduction);
}

Variable binary_cross_entropy_with_logits(const Variable& logits, const Variable& targets,
                                          const BinaryOptions& options) {
  constexpr const char* operation = "binary_cross_entropy_with_logits";
  check_prediction(operation, logits, targets);
  const Shape& weight = options.positive_weight.shape();
  if (options.positive_weight.size() != 0 &&
      broadcast_shape(operation, logits.shape(), weight) != logits.shape()) {
    fail(operation, "logits and positive weight do not fit", logits.shape(), weight);
  }
  return reduced(operation, logistic_losses(logits, targets, options.positive_weight), options.reduction);
}

Variable focal(const Variable& logits, const Variable& targets, FocalOptions options) {
  check_prediction("focal", logits, targets);
  const Variable missed = targets * sigmoid(negate(logits)) + (1.0f - targets) * sigmoid(logits);  // 1 − p_t
  Variable losses = logistic_losses(logits, targets) * pow(missed, options.gamma);
  if (options.alpha >= 0.0f) {
    losses = losses * (targets * (2.0f * options.alpha - 1.0f) + (1.0f - options.alpha));
  }
  return reduced("focal", losses, options.reduction);
}

Variable hinge(const Variable& scores, const Variable& signs, Reduction reduction) {
  check_prediction("hinge", scores, signs);
  return reduced("hinge", relu(1.0f - signs * scores), reduction);
}

Variable kl_divergence(const Variable& log_q, const Variable& p, Reduction reduction) {
  check_prediction("kl_divergence", log_q, p);
  // log 1 in place of log 0, which p = 0 would not silence.
  const Tensor lift = map(p.value(), [](float v) { return v == 0.0f ? 1.0f : 0.0f; });
  return reduced_by_batch("kl_divergence", p * (log(p + constant(lift)) - log_q), reduction);
}

Variable gaussian_kl(const Variable& mean, const Variable& log_variance, Reduction reduction) {
  check_prediction("gaussian_kl", mean, log_variance);
  const Variable parts = log_variance + 1.0f - square(mean) - exp(log_variance);
  return reduced_by_batch("gaussian_kl", parts * -0.5f, reduction);
}

}  // namespace madang
