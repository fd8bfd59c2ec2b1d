#include "nn/losses_classification.h"

#include <cmath>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/tensor_map.h"
#include "nn/losses_check.h"

namespace madang {
namespace {

void check_smoothing(float smoothing) {
  if (!(smoothing >= 0.0f && smoothing <= 1.0f)) {
    throw Error("cross_entropy: label smoothing " + std::to_string(smoothing) + " is not in [0, 1]");
  }
}

float batch_of(const char* operation, const Variable& x) {
  if (x.shape().rank() == 0 || x.shape()[0] == 0) fail(operation, "a batch expected", x.shape());
  return static_cast<float>(x.shape()[0]);
}

/// The share that all classes get: −ε mean log softmax.
Variable smoothed(const Variable& loss, const Variable& log_probabilities, float smoothing) {
  return loss * (1.0f - smoothing) - mean(log_probabilities) * smoothing;
}

}  // namespace

Variable cross_entropy(const Variable& logits, std::span<const std::int32_t> labels,
                       CrossEntropyOptions options) {
  check_smoothing(options.label_smoothing);
  const Variable loss = cross_entropy(logits, labels);
  return options.label_smoothing == 0.0f ? loss
                                         : smoothed(loss, log_softmax(logits), options.label_smoothing);
}

Variable cross_entropy(const Variable& logits, const Variable& targets, CrossEntropyOptions options) {
  check_smoothing(options.label_smoothing);
  if (logits.shape().rank() != 2 || logits.shape()[0] == 0 || logits.shape() != targets.shape()) {
    fail("cross_entropy", "logits and targets (rows, classes) do not fit", logits.shape(), targets.shape());
  }
  const Variable log_probabilities = log_softmax(logits);
  const Variable loss = sum(targets * log_probabilities) * (-1.0f / static_cast<float>(logits.shape()[0]));
  return options.label_smoothing == 0.0f ? loss : smoothed(loss, log_probabilities, options.label_smoothing);
}

Variable binary_cross_entropy(const Variable& probabilities, const Variable& targets) {
  check_prediction("binary_cross_entropy", probabilities, targets);
  // e^−100, a subnormal float
  const auto safe_log = [](const Variable& p) { return log(clamp(p, 3.8e-44f, 1.0f)); };
  return negate(mean(targets * safe_log(probabilities) + (1.0f - targets) * safe_log(1.0f - probabilities)));
}

Variable binary_cross_entropy_with_logits(const Variable& logits, const Variable& targets) {
  check_prediction("binary_cross_entropy_with_logits", logits, targets);
  return mean(softplus(logits) - targets * logits);
}

Variable focal(const Variable& logits, const Variable& targets, FocalOptions options) {
  check_prediction("focal", logits, targets);
  const Variable p = sigmoid(logits);
  const Variable missed = p + targets - 2.0f * targets * p;  // 1 − p_t
  const Variable loss = (softplus(logits) - targets * logits) * pow(missed, options.gamma);
  if (options.alpha < 0.0f) return mean(loss);
  return mean(loss * (targets * (2.0f * options.alpha - 1.0f) + (1.0f - options.alpha)));
}

Variable hinge(const Variable& scores, const Variable& signs) {
  check_prediction("hinge", scores, signs);
  return mean(relu(1.0f - signs * scores));
}

Variable kl_divergence(const Variable& log_q, const Variable& p) {
  check_prediction("kl_divergence", log_q, p);
  const float batch = batch_of("kl_divergence", p);
  // log 1 in place of log 0, which p = 0 would not silence.
  const Tensor lift = map(p.value(), [](float v) { return v == 0.0f ? 1.0f : 0.0f; });
  return sum(p * (log(p + constant(lift)) - log_q)) * (1.0f / batch);
}

Variable gaussian_kl(const Variable& mean, const Variable& log_variance) {
  check_prediction("gaussian_kl", mean, log_variance);
  const float batch = batch_of("gaussian_kl", mean);
  return sum(log_variance + 1.0f - square(mean) - exp(log_variance)) * (-0.5f / batch);
}

}  // namespace madang
