#pragma once

#include <functional>
#include <span>
#include <vector>

#include "autograd/variable.h"

namespace madang {

using CheckpointFunction = std::function<Variable(std::span<const Variable>)>;

/// function(inputs) without keeping what it computes on the way: the backward pass calls the function once
/// more to have that again (Chen et al. 2016, section 4). Memory for time.
///
/// Everything the result depends on that has a gradient must be among `inputs`, parameters of layers too; the
/// function sees stand-ins with the same values. One that was captured instead would silently get no
/// gradient, so backward throws Error. The function must be a pure one: with dropout in it, make the mask
/// outside and pass it as an input. With create_graph the derivative is itself checkpointed, once for each
/// input.
Variable checkpoint(CheckpointFunction function, std::vector<Variable> inputs);

}  // namespace madang
