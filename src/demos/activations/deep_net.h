#pragma once

#include <vector>

#include "core/random.h"
#include "demos/activations/settings.h"
#include "nn/activation.h"
#include "nn/linear.h"
#include "nn/sequential.h"

namespace madang::demos::activations {

/// f between two layers, as a layer itself.
struct Squash {
  Variable operator()(const Variable& z) const;
  /// Of PReLU its slope; else none.
  std::vector<NamedParameter> named_parameters() const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::string pytorch() const;

  Function function = Function::sigmoid;
  float leaky_slope = 0.01f;
  Prelu prelu{};
};

/// Standard deviation of a first weight: 0.01 or 1 whatever the layer, √(2/(in + out)) (Glorot & Bengio 2010,
/// eq. 12), √(1/in) (LeCun et al. 1998, section 4.6), √(2/in) (He et al. 2015, eq. 10).
float deviation_of(Start start, int inputs, int outputs);

struct Blueprint {
  int width = 64;
  int depth = 20;  // hidden layers
  int classes = 2;
  Start start = Start::xavier;
  Function function = Function::sigmoid;
  float leaky_slope = 0.01f;
};

/// 2 inputs, `depth` hidden layers of `width` units, one output per class. The function between the layers
/// can be exchanged while the weights stay.
class DeepNet {
 public:
  /// Weights are normal random numbers, the same for every way to begin but for their scale; biases are 0,
  /// PReLU's slopes 0.25 (He et al. 2015, section 2.1).
  DeepNet(const Blueprint& blueprint, Random random);

  void exchange(Function function, float leaky_slope);

  struct Pass {
    std::vector<Variable> z;  // (rows, width) of each hidden layer; last the outputs (rows, classes)
    std::vector<Variable> a;  // of each hidden layer
    const Variable& logits() const { return z.back(); }
  };
  // inputs: (rows, 2)
  Pass forward(const Tensor& inputs) const;

  int depth() const { return static_cast<int>(prelus_.size()); }
  /// W of hidden layer `layer` (width, inputs), counted from 0; at `depth` that of the outputs.
  const Variable& weight(int layer) const { return layers_[static_cast<std::size_t>(layer)].weight; }
  /// f of that hidden layer, with the slope that PReLU has learned there.
  const Squash& function(int layer) const {
    return *net_.get_if<Squash>(2 * static_cast<std::size_t>(layer) + 1);
  }

  /// All that any function learns.
  std::vector<Variable> parameters() const;
  /// What the present function learns, as in a torch.nn.Sequential with an activation after each hidden
  /// layer: "0.weight", "0.bias", "2.weight" …, and with PReLU "1.weight" for its slope.
  std::vector<NamedParameter> named_parameters() const { return net_.named_parameters(); }
  std::string pytorch() const { return net_.pytorch(); }

 private:
  std::vector<Linear> layers_;
  std::vector<Prelu> prelus_;
  Sequential net_;  // of these
};

}  // namespace madang::demos::activations
