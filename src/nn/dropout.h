#pragma once

#include <string>
#include <vector>

#include "autograd/ops_dropout.h"
#include "nn/cost.h"
#include "nn/mode.h"

namespace madang {

/// When the numbers are scaled, so that what comes next sees the same mean in training and evaluation.
enum class DropoutScaling {
  inverted,  // by 1 / (1 − rate) while training; evaluation changes nothing
  original  // by 1 − rate in evaluation, the weights of the paper made smaller (Srivastava et al. 2014, fig.
            // 2)
};

/// Dropout that is told with each call whether it trains. In evaluation it draws nothing; inverted it is the
/// identity.
struct Dropout {
  /// random: what is drawn from. Throws Error where it is missing while training.
  Variable operator()(const Variable& x, Mode mode, Random* random) const;
  /// What x is multiplied with while training, 1 along the axes over which it stays the same: for a mask that
  /// is held still, shown or used again.
  Tensor mask(const Shape& x, Random& random) const;

  Cost cost(const Volume& in) const { return {.out = in}; }
  /// nn.Dropout, nn.Dropout2d, or a class of our own. Throws Error for the original scaling.
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  float rate = 0.5f;
  DropoutUnit unit = DropoutUnit::element;
  DropoutScaling scaling = DropoutScaling::inverted;
};

/// The rate of block 0 … blocks − 1 when it rises linearly to `last`, that of the last one: p_l = 1 − l/L (1
/// − p_L) for the survival p of block l = 1 … L (Huang et al. 2016, eq. 4).
float stochastic_depth_rate(int block, int blocks, float last);

}  // namespace madang
