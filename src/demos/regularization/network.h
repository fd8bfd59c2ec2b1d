#pragma once

#include <vector>

#include "demos/regularization/settings.h"
#include "nn/sequential.h"

namespace madang::demos::regularization {

/// pixels → width hidden ReLUs → classes; where the technique is that, with batch norm before the ReLU or
/// dropout behind it.
class Network {
 public:
  Network(const Settings& settings, Random random);

  struct Pass {
    Variable hidden;  // (count, width), after ReLU and dropout
    Variable logits;  // (count, classes)
  };
  /// images: (count, 1, side, side). random: what dropout draws from.
  Pass forward(const Tensor& images, Mode mode, Random* random = nullptr) const;
  Pass evaluate(const Tensor& images) const { return forward(images, Mode::evaluation); }

  const Sequential& layers() const { return layers_; }
  std::vector<NamedParameter> named_parameters() const { return layers_.named_parameters(); }
  std::vector<NamedParameter> named_buffers() const { return layers_.named_buffers(); }
  std::vector<Variable> parameters() const { return layers_.parameters(); }
  /// The two matrices: what L1 and L2 press on; biases and batch norm's γ and β go free.
  std::vector<Variable> weights() const;
  std::vector<Variable> others() const;

  /// All values, which share their memory until the network changes.
  std::vector<Tensor> state() const;
  void restore(const std::vector<Tensor>& state) const;

 private:
  std::vector<Variable> leaves() const;

  Sequential layers_;
};

}  // namespace madang::demos::regularization
