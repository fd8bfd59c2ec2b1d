#include "nn/pool.h"

#include <algorithm>

#include "core/python.h"

namespace madang {
namespace {

Cost pool_cost(const Volume& in, Size2 kernel, const PoolOptions& options) {
  const Size2 stride = options.stride.value_or(kernel);
  return {.out = {in.channels, (in.height + 2 * options.padding.height - kernel.height) / stride.height + 1,
                  (in.width + 2 * options.padding.width - kernel.width) / stride.width + 1},
          .field = std::max(kernel.height, kernel.width),
          .jump = std::max(stride.height, stride.width)};
}

PythonCall pool_call(const char* name, Size2 kernel, const PoolOptions& options) {
  return PythonCall(name)
      .with(kernel)
      .with("stride", options.stride.value_or(kernel), kernel)
      .with("padding", options.padding, Size2(0));
}

/// Behind it every place has been seen.
Cost without_places(const Volume& in, int channels) {
  return {.out = {channels, 1, 1}, .field = std::max(in.height, in.width)};
}

}  // namespace

Cost MaxPool2d::cost(const Volume& in) const { return pool_cost(in, kernel, options); }
std::string MaxPool2d::pytorch() const { return pool_call("nn.MaxPool2d", kernel, options).text(); }

Cost AveragePool2d::cost(const Volume& in) const { return pool_cost(in, kernel, options); }
std::string AveragePool2d::pytorch() const {
  return pool_call("nn.AvgPool2d", kernel, options)
      .with("count_include_pad", options.count_include_pad, true)
      .text();
}

Cost GlobalAveragePool::cost(const Volume& in) const { return without_places(in, in.channels); }
Cost Flatten::cost(const Volume& in) const { return without_places(in, in.size()); }

}  // namespace madang
