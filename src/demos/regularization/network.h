#pragma once

#include <optional>
#include <vector>

#include "core/random.h"
#include "nn/batch_norm.h"
#include "nn/linear.h"
#include "nn/mode.h"

namespace madang::demos::regularization {

/// pixels → width hidden ReLUs → classes, with batch norm before the ReLU where it is wanted.
class Network {
 public:
  Network(int width, bool normalised, Random random);

  struct Pass {
    Variable hidden;  // (count, width), after ReLU and dropout
    Variable logits;  // (count, classes)
  };
  /// images: (count, 1, side, side). `dropout`: rate on the hidden units, in training only.
  Pass forward(const Tensor& images, Mode mode, float dropout, Random& random) const;
  Pass evaluate(const Tensor& images) const;

  /// As in a torch.nn.Sequential of Linear, perhaps BatchNorm1d, ReLU and Linear.
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  /// The two matrices: what L1 and L2 press on; biases and batch norm's γ and β go free.
  std::vector<Variable> weights() const { return {first_.weight, second_.weight}; }
  std::vector<Variable> others() const;

  /// All values, which share their memory until the network changes.
  std::vector<Tensor> state() const;
  void restore(const std::vector<Tensor>& state) const;

 private:
  std::vector<Variable> leaves() const;

  Linear first_;
  std::optional<BatchNorm> norm_;
  Linear second_;
};

}  // namespace madang::demos::regularization
