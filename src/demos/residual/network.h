#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/random.h"
#include "demos/residual/settings.h"
#include "nn/batch_norm.h"
#include "nn/linear.h"

namespace madang::demos::residual {

/// W f(N(x)) + b: norm and activation come first, so that nothing stands behind a sum ("pre-activation": He
/// et al. 2016, "Identity mappings in deep residual networks", figure 4e). Either N is batch norm and f ReLU,
/// W beginning as in He et al. 2015, eq. 10, or f is tanh without a norm.
struct Layer {
  Layer(int inputs, int outputs, const Settings& settings, Random& random);

  // x: (rows, inputs) → (rows, inputs): f(N(x))
  Variable activated(const Variable& x, Mode mode) const;
  // x: (rows, inputs) → (rows, outputs)
  Variable operator()(const Variable& x, Mode mode) const { return linear(activated(x, mode)); }

  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;

  std::optional<BatchNorm> norm;
  Linear linear;
};

/// pixels → W₀ → `depth` layers, two of them a block → a last layer → classes. How the two layers f₁ and f₂
/// of a block meet what comes in:
///   plain     f₂(f₁(x))
///   residual  x + s f₂(f₁(x)), s = 1/√blocks so that the sum's variance does not grow with the depth
///             (He et al. 2016, "Deep residual learning for image recognition", eq. 1, where s = 1)
///   highway   twice T f(x) + (1 − T) x, T = σ(W_T x + b_T) (Srivastava et al. 2015, eq. 3)
///   dense     twice [x, f(x)], f(x) of `growth` units (Huang et al. 2017, eq. 2)
class Network {
 public:
  Network(Kind kind, const Settings& settings, Random random);

  struct Pass {
    std::vector<Variable> x;  // before the first block and behind each, (rows, its units)
    Variable logits;          // (rows, classes)
  };
  // images: (rows, 1, side, side). In training batch norm moves its running values.
  Pass forward(const Tensor& images, Mode mode) const;
  Variable logits(const Tensor& images, Mode mode) const { return forward(images, mode).logits; }
  /// What is said to x as it stands before that block, which and all after are gone through; block = blocks()
  /// leaves the last layer alone. x: an element of Pass::x, or of DenseNet with features missing: these are
  /// 0.
  Variable logits_from(const Variable& x, int block, Mode mode) const;

  /// What a block's last layer does: f = W a + b, and how y comes of it.
  struct Step {
    Variable x;  // what f is joined with, (rows, units): of Highway and DenseNet that is behind f₁
    Variable a;  // (rows, units of f₂): what W is multiplied with
    Variable f;  // (rows, width), of DenseNet (rows, growth)
    Variable t;  // of Highway: T, (rows, width)
    Variable y;  // behind the block
  };
  // x: an element of Pass::x, that before the block
  Step through(const Variable& x, int block, Mode mode) const;

  Kind kind() const { return kind_; }
  int blocks() const { return static_cast<int>(layers_.size()) / 2; }
  const std::vector<Layer>& layers() const { return layers_; }
  float scale() const { return scale_; }  // s
  /// For one example, forwards: every weight of a matrix is used once.
  std::int64_t multiply_adds() const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }
  std::vector<NamedParameter> named_parameters() const;
  std::vector<NamedParameter> named_buffers() const;
  std::string pytorch() const;
  std::vector<std::string> pytorch_classes() const;

 private:
  Kind kind_;
  bool normalised_;
  float scale_;
  Linear stem_;
  std::vector<Layer> layers_;
  std::vector<Linear> gates_;  // W_T and b_T, of Highway
  std::optional<Layer> head_;
};

}  // namespace madang::demos::residual
