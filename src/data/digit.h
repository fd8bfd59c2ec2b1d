#pragma once

#include "core/matrix.h"

namespace madang::data {

/// A drawn digit, of any size, as MNIST has them: the ink's box is scaled to fit into 20×20 pixels and its
/// centre of mass put into the middle of 28×28 (LeCun et al. 1998, section III.A). A blank one stays blank.
Matrix centred_digit(const Matrix& drawing);

}  // namespace madang::data
