#include "nn/losses_words.h"

#include <algorithm>
#include <cmath>

#include "autograd/ops_activation.h"
#include "autograd/ops_arithmetic.h"
#include "autograd/ops_reduce.h"
#include "autograd/record.h"
#include "nn/losses_check.h"

namespace madang {

Variable negative_sampling(const Variable& true_scores, const Variable& drawn_scores) {
  const Shape& drawn = drawn_scores.shape();
  if (true_scores.shape().rank() != 1 || drawn.rank() != 2 || drawn[0] != true_scores.shape()[0])
    fail("negative_sampling", "one row of drawn scores for each true one expected", true_scores.shape(),
         drawn);
  return mean(softplus(-true_scores)) + mean(sum(softplus(drawn_scores), {1}));
}

Variable glove_loss(const Variable& scores, const Variable& counts, float largest_count) {
  check_prediction("glove_loss", scores, counts);
  Tensor logs = counts.value(), weights = counts.value();
  for (float& log : logs.mutable_values()) log = std::log(log);
  for (float& weight : weights.mutable_values())
    weight = std::min(1.f, std::pow(weight / largest_count, 0.75f));
  const Variable distance = scores - constant(logs);
  return mean(constant(weights) * distance * distance);
}

}  // namespace madang
