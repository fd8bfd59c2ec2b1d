#pragma once

#include "autograd/variable.h"
#include "core/random.h"

/// Dropout while training: numbers are set to 0 with probability `rate` and the others divided by 1 − rate,
/// so that the mean stays and evaluation needs no operation at all (Srivastava et al. 2014, section 10).
namespace madang {

/// Which numbers stand and fall together.
enum class DropoutUnit {
  element,            // none: each by itself
  channel,            // those of a channel of x (batch, channels, …)
  feature_over_time,  // those of a feature at all steps of x (batch, time, features)
  example             // those of an example of x (batch, …)
};
/// The shape of a mask for x: 1 along the axes over which it stays the same. Throws Error where x has no such
/// axes.
Shape dropout_mask_shape(const Shape& x, DropoutUnit unit);

/// What dropout multiplies with: 0 with probability `rate`, else 1 / (1 − rate). For a mask that is used more
/// than once, such as on the state of a recurrent cell at every step.
Tensor dropout_mask(const Shape& shape, float rate, Random& random);

/// Each number by itself.
Variable dropout(const Variable& x, float rate, Random& random);
/// Whole channels of x (batch, channels, …): the numbers of a channel stand and fall together (Tompson et al.
/// 2015, section 3.2).
Variable spatial_dropout(const Variable& x, float rate, Random& random);
/// One mask for all steps of x (batch, time, features) (Gal & Ghahramani 2016, section 4).
Variable locked_dropout(const Variable& x, float rate, Random& random);
/// Whole examples of x (batch, …), for what a block adds to its way around: stochastic depth (Huang et al.
/// 2016, section 3, drawn for each example and scaled while training as in torchvision's StochasticDepth
/// "row").
Variable drop_path(const Variable& x, float rate, Random& random);

}  // namespace madang
