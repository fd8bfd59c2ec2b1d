#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/text.h"

namespace madang::demo {

/// A curve of a run under a name that stays: what is exported, and laid over the same curve of another run.
struct Curve {
  std::string name;  ///< as a column of a table: "train_loss"
  Text label;
  std::vector<float> x;  ///< rising; steps, where nothing else is said
  std::vector<float> y;  ///< as many

  template <class Visitor>
  void visit(Visitor& v) {
    v(name, label, x, y);
  }
};

/// A table (RFC 4180) with a row for each x that any curve has; a cell is empty where a curve has none.
///   step,train_loss,test_loss
std::string csv_of(std::span<const Curve> curves);

}  // namespace madang::demo
