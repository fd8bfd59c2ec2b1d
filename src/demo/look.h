#pragma once

#include <string>
#include <vector>

#include "core/finite_difference.h"
#include "core/histogram.h"
#include "core/matrix.h"
#include "demo/experiment.h"

namespace madang::demo {

/// Which tensor of the model the reader looks into.
struct LookAt {
  bool wanted = false;
  std::string tensor{};  ///< one of Look::names; of another name, the first
  int element = -1;      ///< row-major, whose derivative is checked; −1: none

  bool operator==(const LookAt&) const = default;

  template <class Visitor>
  void visit(Visitor& v) {
    v(wanted, tensor, element);
  }
};

/// The numbers of a tensor as a picture needs them.
struct Numbers {
  Matrix matrix;  ///< (first dimension, the others together), a vector as one row; its first rows where it is
                  ///< large
  Histogram histogram;  ///< of all of them
  float mean = 0, deviation = 0, least = 0, most = 0;

  template <class Visitor>
  void visit(Visitor& v) {
    v(matrix, histogram, mean, deviation, least, most);
  }
};

/// The inside of a model: one tensor, its gradient, and for one element backpropagation beside the finite
/// difference.
struct Look {
  std::vector<std::string> names;  ///< of all there is to look into: weights, then activations
  std::string tensor;
  std::vector<int> shape;
  bool cut = false;  ///< the matrices hold the first rows only
  Numbers values;
  Numbers gradient;  ///< ∂L/∂tensor; empty where the demo has none
  int element = -1;
  bool checked = false;  ///< the demo can tell the loss with one number moved
  float value = 0, derivative = 0;
  FiniteDifference difference;  ///< of the loss by that element

  template <class Visitor>
  void visit(Visitor& v) {
    v(names, tensor, shape, cut, values, gradient, element, checked, value, derivative, difference);
  }
};

/// Empty where the experiment has no tensors. The run goes on afterwards as if nobody had looked.
Look look_into(AnyExperiment& experiment, const LookAt& at);

}  // namespace madang::demo
