#pragma once

#include <span>
#include <vector>

#include "autograd/variable.h"
#include "core/random.h"
#include "demos/activations/settings.h"
#include "nn/module.h"

namespace madang::demos::activations {

/// Hidden activation of a network; PReLU's slopes are learned and live in the network.
struct Squash {
  Function function = Function::sigmoid;
  float leaky_slope = 0.01f;
};

/// f(z). `slope`: of PReLU, one number.
Variable apply(const Squash& squash, const Variable& z, const Variable& slope);

/// Standard deviation of a first weight: 0.01 or 1 whatever the layer, √(2/(in + out)) (Glorot & Bengio 2010,
/// eq. 12), √(1/in) (LeCun et al. 1998, section 4.6), √(2/in) (He et al. 2015, eq. 10).
float deviation_of(Start start, int inputs, int outputs);

struct Blueprint {
  int width = 64;
  int depth = 20;  // hidden layers
  int classes = 2;
  Start start = Start::xavier;
};

/// 2 inputs, `depth` hidden layers of `width` units, one output per class. The function between the layers is
/// given with each pass, so that it can be exchanged while the weights stay.
class DeepNet {
 public:
  /// Weights are normal random numbers, the same for every way to begin but for their scale; biases are 0,
  /// PReLU's slopes 0.25 (He et al. 2015, section 2.1).
  DeepNet(const Blueprint& blueprint, Random random);

  struct Pass {
    std::vector<Variable> z;  // (rows, width) of each hidden layer; last the outputs (rows, classes)
    std::vector<Variable> a;  // of each hidden layer
    const Variable& logits() const { return z.back(); }
  };
  // inputs: (rows, 2)
  Pass forward(const Tensor& inputs, const Squash& squash) const;

  int depth() const { return static_cast<int>(slopes_.size()); }
  int width() const { return weight(0).shape()[0]; }
  /// W of hidden layer `layer` (width, inputs), counted from 0; at `depth` that of the outputs.
  const Variable& weight(int layer) const { return weights_[static_cast<std::size_t>(layer)]; }
  const Variable& slope(int layer) const { return slopes_[static_cast<std::size_t>(layer)]; }
  std::vector<Variable> parameters() const;
  /// As in a torch.nn.Sequential with an activation after each hidden layer: "0.weight", "0.bias", "2.weight"
  /// …, and with PReLU "1.weight" for its slope.
  std::vector<NamedParameter> named_parameters(Function function) const;
  /// All parameters are numbers of at most `largest` in size.
  bool within(float largest) const;

 private:
  std::vector<Variable> weights_;
  std::vector<Variable> biases_;
  std::vector<Variable> slopes_;
};

}  // namespace madang::demos::activations
