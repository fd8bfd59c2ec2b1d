#pragma once

#include "autograd/variable.h"

namespace madang {

/// What becomes of a loss that has a number for each element, row or example.
enum class Reduction {
  mean,
  sum,
  none  // the numbers themselves
};

/// A mean of nothing throws Error with the operation's name.
Variable reduced(const char* operation, const Variable& losses, Reduction reduction);

}  // namespace madang
