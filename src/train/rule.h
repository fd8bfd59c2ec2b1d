#pragma once

#include <memory>
#include <vector>

#include "demo/rule.h"
#include "optim/adam.h"
#include "optim/sgd.h"

namespace madang::train {

/// SGD, SGD with momentum 0.9, or Adam with PyTorch's defaults.
inline std::unique_ptr<Optimizer> optimizer_of(demo::Rule rule, std::vector<Variable> parameters,
                                               float learning_rate) {
  switch (rule) {
    case demo::Rule::gradient_descent:
      return std::make_unique<Sgd>(std::move(parameters), SgdOptions{.learning_rate = learning_rate});
    case demo::Rule::momentum:
      return std::make_unique<Sgd>(std::move(parameters),
                                   SgdOptions{.learning_rate = learning_rate, .momentum = 0.9f});
    case demo::Rule::adam:
      return std::make_unique<Adam>(std::move(parameters), AdamOptions{.learning_rate = learning_rate});
  }
  throw Error("train: no such rule");
}

}  // namespace madang::train
