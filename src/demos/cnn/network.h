#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "demos/cnn/architecture.h"
#include "demos/cnn/cost.h"
#include "nn/inception.h"
#include "nn/linear.h"
#include "nn/residual.h"

namespace madang::demos::cnn {

/// A network that is built from its architecture. Weights begin as He et al. 2015 have it.
class ConvNet {
 public:
  ConvNet(const Architecture& architecture, Random random, Volume in = {});

  // x: (batch, channels, height, width) → of every layer (batch, channels, …); of the last (batch, classes)
  std::vector<Variable> outputs(const Variable& x, Mode mode) const;
  Variable logits(const Variable& x, Mode mode) const { return outputs(x, mode).back(); }

  const Architecture& architecture() const { return architecture_; }
  /// The filters of a convolution (out, in, kernel, kernel); nothing of other layers.
  Variable filters(std::size_t layer) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  /// As in a torch.nn.Sequential of the parts in pytorch.cpp: "0.0.weight", "2.conv1.weight", "5.1.bias".
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;

 private:
  struct Convolution {
    Conv2d conv;
    std::optional<BatchNorm> norm;
  };
  struct Nothing {};  // pooling: no weights
  using Part = std::variant<Nothing, Convolution, InceptionBlock, ResidualBlock, Linear>;

  static Part part_of(const Layer& layer, const Volume& in, Random& random);

  Architecture architecture_;
  std::vector<Part> parts_;
};

}  // namespace madang::demos::cnn
