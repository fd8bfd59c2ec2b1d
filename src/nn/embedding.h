#pragma once

#include "autograd/ops_shape.h"
#include "core/python.h"
#include "core/random.h"
#include "nn/module.h"

namespace madang {

/// A learned vector for each of a number of tokens, normally distributed at the start.
struct Embedding {
  Embedding(int count, int width, Random& random, float standard_deviation = 1.0f)
      : weight(parameter(random.normal({count, width}, 0.0f, standard_deviation))) {}

  // (indices, width)
  Variable operator()(std::span<const std::int32_t> indices) const { return gather(weight, indices); }

  std::vector<Variable> parameters() const { return {weight}; }
  std::vector<NamedParameter> named_parameters() const { return {{"weight", weight}}; }
  std::string pytorch() const {
    return PythonCall("nn.Embedding").with(weight.shape()[0]).with(weight.shape()[1]).text();
  }

  Variable weight;  // (count, width)
};

}  // namespace madang
