#pragma once

#include <string>

#include "core/finite_difference.h"
#include "core/text.h"

namespace madang::ui {

/// What comparing a derivative of backpropagation with its finite difference has shown, in words: the
/// relative error, or why there is none: a kink with its one-sided slopes, a jump, rounding, no finite
/// numbers. `least`: as for relative_error.
std::string verdict_text(Language language, double derivative, const FiniteDifference& difference,
                         double least = 0);

/// The same behind the two numbers: "backpropagation 0.2, central difference 0.2 (h = 0.002), relative
/// error …".
std::string derivative_text(Language language, double derivative, const FiniteDifference& difference);

}  // namespace madang::ui
