#pragma once

#include "autograd/ops_dropout.h"
#include "nn/mode.h"

namespace madang {

/// What stands and falls together.
enum class DropoutUnit { element, channel, feature_over_time };

/// Dropout that is told with each call whether it trains; in evaluation it is the identity and draws nothing.
struct Dropout {
  Variable operator()(const Variable& x, Mode mode, Random& random) const {
    if (mode == Mode::evaluation) return x;
    switch (unit) {
      case DropoutUnit::element:
        return dropout(x, rate, random);
      case DropoutUnit::channel:
        return spatial_dropout(x, rate, random);
      case DropoutUnit::feature_over_time:
        return locked_dropout(x, rate, random);
    }
    throw Error("dropout: no such unit");
  }

  float rate = 0.5f;
  DropoutUnit unit = DropoutUnit::element;
};

}  // namespace madang
