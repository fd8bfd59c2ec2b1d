#pragma once

#include "autograd/variable.h"
#include "core/random.h"

/// Steps and choices, whose true derivative is 0 or does not exist, with one that lets learning go on.
namespace madang {

/// `value` in place of x; the gradient passes as if nothing had happened (Bengio, Léonard & Courville 2013,
/// section 4: straight-through). Both have one shape.
Variable straight_through(const Tensor& value, const Variable& x);

/// To the nearest whole number, halves to the even one; derivative 1.
Variable straight_through_round(const Variable& x);

struct GumbelSoftmax {
  float temperature = 1.0f;
  bool hard = false;  // the value is one-hot, the gradient that of the soft one
};

/// A differentiable draw from the categories along the last axis: softmax((logits + g) / temperature) with g
/// from the Gumbel distribution (Jang, Gu & Poole 2017, eq. 2; Maddison, Mnih & Teh 2017).
Variable gumbel_softmax(const Variable& logits, Random& random, GumbelSoftmax options = {});

/// 1 at the largest number along the last axis (the first of equal ones), 0 elsewhere.
Tensor one_hot_of_largest(const Tensor& x);

}  // namespace madang
