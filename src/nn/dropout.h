#pragma once

#include "autograd/ops_dropout.h"
#include "core/python.h"
#include "nn/cost.h"
#include "nn/mode.h"

namespace madang {

/// What stands and falls together.
enum class DropoutUnit { element, channel, feature_over_time };

/// Dropout that is told with each call whether it trains; in evaluation it is the identity and draws nothing.
struct Dropout {
  /// random: what is drawn from. Throws Error where it is missing while training.
  Variable operator()(const Variable& x, Mode mode, Random* random) const {
    if (mode == Mode::evaluation || rate == 0.0f) return x;
    if (!random) throw Error("dropout: random numbers expected while training");
    switch (unit) {
      case DropoutUnit::element:
        return dropout(x, rate, *random);
      case DropoutUnit::channel:
        return spatial_dropout(x, rate, *random);
      case DropoutUnit::feature_over_time:
        return locked_dropout(x, rate, *random);
    }
    throw Error("dropout: no such unit");
  }
  Cost cost(const Volume& in) const { return {.out = in}; }
  /// Of single elements; of channels as Dropout2d has it. PyTorch has none of features over time.
  std::string pytorch() const {
    if (unit == DropoutUnit::feature_over_time)
      throw Error("dropout: PyTorch has none of features over time");
    return PythonCall(unit == DropoutUnit::element ? "nn.Dropout" : "nn.Dropout2d").with(rate).text();
  }

  float rate = 0.5f;
  DropoutUnit unit = DropoutUnit::element;
};

}  // namespace madang
