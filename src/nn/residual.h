#pragma once

#include <optional>

#include "nn/batch_norm.h"
#include "nn/conv.h"

/// Blocks of residual networks: y = x + F(x). Where F changes channels or size, a 1×1 convolution brings x to
/// them (He et al. 2016, "Deep residual learning", section 3.3, option B). Names as in torchvision.
namespace madang {

enum class ResidualOrder {
  post_activation,  // F = conv, norm, ReLU, conv, norm; ReLU after the sum (He et al. 2016)
  pre_activation    // F = norm, ReLU, conv, norm, ReLU, conv (He et al. 2016, "Identity mappings", figure 4e)
};

struct ResidualOptions {
  int stride = 1;
  ResidualOrder order = ResidualOrder::post_activation;
  bool skip = true;  // false: F alone, the plain network that residual ones are compared with
};

/// The way past F.
struct Shortcut {
  Shortcut(int in_channels, int out_channels, Random& random, const ResidualOptions& options);

  Variable operator()(const Variable& x, Mode mode) const;
  Cost cost(const Volume& in) const;
  void append_to(std::vector<NamedParameter>& named) const;
  void append_buffers_to(std::vector<NamedParameter>& named) const;

  std::optional<Conv2d> projection;  // "downsample.0"; nothing where x passes as it is
  std::optional<BatchNorm> norm;     // "downsample.1"; not with pre-activation
};

/// F of two 3×3 convolutions.
struct ResidualBlock {
  ResidualBlock(int in_channels, int out_channels, Random& random, const ResidualOptions& options = {});

  // x: (batch, in_channels, height, width) → (batch, out_channels, ⌈height / stride⌉, ⌈width / stride⌉)
  Variable operator()(const Variable& x, Mode mode) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;

  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  ResidualOptions options;
  Conv2d conv1, conv2;
  BatchNorm bn1, bn2;
  Shortcut shortcut;
};

/// F of three convolutions, 1×1 to fewer channels, 3×3, and 1×1 to four times as many (figure 5, right).
struct BottleneckBlock {
  static constexpr int expansion = 4;

  /// out_channels is a multiple of four.
  BottleneckBlock(int in_channels, int out_channels, Random& random, const ResidualOptions& options = {});

  // x: (batch, in_channels, height, width) → (batch, out_channels, ⌈height / stride⌉, ⌈width / stride⌉)
  Variable operator()(const Variable& x, Mode mode) const;

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;

  Cost cost(const Volume& in) const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

  ResidualOptions options;
  Conv2d conv1, conv2, conv3;
  BatchNorm bn1, bn2, bn3;
  Shortcut shortcut;
};

}  // namespace madang
