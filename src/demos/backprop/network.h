#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "data/plane.h"
#include "demos/backprop/settings.h"
#include "nn/mlp.h"

namespace madang::demos::backprop {

struct Architecture {
  std::vector<int> sizes;  // units of every layer, the two inputs first
  Squash squash = Squash::tanh;
  Loss loss = Loss::half_squared_error;

  int outputs() const { return sizes.back(); }
  int layers() const { return static_cast<int>(sizes.size()) - 1; }
  /// Cross-entropy over several classes; every other output is a sigmoid.
  bool softmax() const { return loss == Loss::cross_entropy && outputs() > 1; }
};

/// Points as the network takes them.
struct Batch : data::PlaneBatch {
  Tensor targets;  // (rows, outputs): 0 or 1
};

/// The network on the engine: everything that is shown or trained comes from here.
class Network {
 public:
  /// Xavier weights (Glorot & Bengio 2010, eq. 16), He's for ReLU (He et al. 2015, eq. 10); biases 0.
  Network(Architecture architecture, Random& random);

  struct Pass {
    std::vector<Variable> z;  // one per layer of weights: (rows, units)
    std::vector<Variable> a;  // the last is ŷ
  };
  Pass forward(const Tensor& inputs) const;
  /// E, mean over the rows: ½ Σ (y − ŷ)² or cross-entropy, the latter computed from z so that it cannot
  /// overflow.
  Variable error(const Pass& pass, const Batch& batch) const;
  /// ŷ without a record.
  Tensor predict(const Tensor& inputs) const;

  const Architecture& architecture() const { return architecture_; }
  const Variable& weight(int layer) const { return mlp_.layers[static_cast<std::size_t>(layer)].weight; }
  const Variable& bias(int layer) const { return mlp_.layers[static_cast<std::size_t>(layer)].bias; }
  std::vector<Variable> parameters() const { return mlp_.parameters(); }
  /// "0.weight", "0.bias", "2.weight" …: an activation follows each layer.
  std::vector<NamedParameter> named_parameters() const { return mlp_.named_parameters(); }
  /// What gives z of the last layer.
  std::string pytorch() const { return mlp_.pytorch(); }

 private:
  Architecture architecture_;
  Mlp mlp_;  // up to z of the last layer
};

}  // namespace madang::demos::backprop
