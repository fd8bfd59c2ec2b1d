#pragma once

#include "autograd/ops_pool.h"
#include "autograd/ops_shape.h"
#include "nn/cost.h"

/// What changes shapes and has no parameters, as layers; pictures are (batch, channels, height, width).
namespace madang {

struct MaxPool2d {
  Variable operator()(const Variable& x) const { return max_pool2d(x, kernel, options); }
  Cost cost(const Volume& in) const;
  std::string pytorch() const;

  Size2 kernel = 2;
  PoolOptions options = {};
};

struct AveragePool2d {
  Variable operator()(const Variable& x) const { return average_pool2d(x, kernel, options); }
  Cost cost(const Volume& in) const;
  std::string pytorch() const;

  Size2 kernel = 2;
  PoolOptions options = {};
};

/// One number per channel: (batch, channels, …) → (batch, channels)
struct GlobalAveragePool {
  Variable operator()(const Variable& x) const { return global_average_pool(x); }
  Cost cost(const Volume& in) const;
  std::string pytorch() const { return "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())"; }
};

/// Everything of an example in one row: (batch, …) → (batch, features)
struct Flatten {
  Variable operator()(const Variable& x) const;
  Cost cost(const Volume& in) const;
  std::string pytorch() const { return "nn.Flatten()"; }
};

}  // namespace madang
