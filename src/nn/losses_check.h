#pragma once

#include "autograd/record.h"

namespace madang {

inline void check_prediction(const char* operation, const Variable& prediction, const Variable& target) {
  if (prediction.shape() != target.shape()) {
    fail(operation, "prediction and target differ", prediction.shape(), target.shape());
  }
}

/// A batch of vectors (rows, features), at least one.
inline void check_rows(const char* operation, const Variable& x) {
  if (x.shape().rank() != 2 || x.shape()[0] == 0) fail(operation, "rows of vectors expected", x.shape());
}

}  // namespace madang
