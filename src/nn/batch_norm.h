#pragma once

#include "autograd/ops_norm.h"
#include "nn/cost.h"
#include "nn/mode.h"
#include "nn/module.h"

namespace madang {

struct BatchNormOptions {
  float epsilon = default_norm_epsilon;
  float momentum = 0.1f;  // share of the newest batch in the running values
};

/// Batch norm of vectors (batch, channels), sequences (batch, channels, length) or pictures
/// (batch, channels, height, width): PyTorch's BatchNorm1d and BatchNorm2d. While training, the batch's own
/// mean and variance are used and flow into running ones, which evaluation uses (Ioffe & Szegedy 2015,
/// algorithm 2).
struct BatchNorm {
  explicit BatchNorm(int channels, BatchNormOptions batch_norm_options = {});

  Variable operator()(const Variable& x, Mode mode) const;

  std::vector<Variable> parameters() const { return {weight, bias}; }
  std::vector<NamedParameter> named_parameters() const { return {{"weight", weight}, {"bias", bias}}; }
  std::vector<NamedParameter> named_buffers() const {
    return {{"running_mean", running_mean}, {"running_var", running_var}};
  }

  Cost cost(const Volume& in) const { return {.out = in, .parameters = parameter_count(*this)}; }

  Variable weight;        // (channels), 1 at the start
  Variable bias;          // (channels), 0 at the start
  Variable running_mean;  // (channels), a constant that training assigns; 0 at the start
  Variable running_var;   // (channels), likewise; 1 at the start. Divided by count − 1, as in PyTorch
  BatchNormOptions options;
};

/// The two that PyTorch tells apart by what comes in.
struct BatchNorm1d : BatchNorm {
  using BatchNorm::BatchNorm;
  std::string pytorch() const;
};
struct BatchNorm2d : BatchNorm {
  using BatchNorm::BatchNorm;
  std::string pytorch() const;
};

}  // namespace madang
