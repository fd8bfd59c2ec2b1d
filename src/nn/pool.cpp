#include "nn/pool.h"

#include <algorithm>

#include "core/error.h"
#include "core/python.h"

namespace madang {
namespace {

Cost pool_cost(const char* operation, const Volume& in, Size2 kernel, const PoolOptions& options) {
  const Size2 stride = options.stride.value_or(kernel), dilation = options.dilation;
  const Size2 out = pooled_size(operation, {in.height, in.width}, kernel, options);
  return {.out = {in.channels, out.height, out.width},
          .field = std::max(dilation.height * (kernel.height - 1), dilation.width * (kernel.width - 1)) + 1,
          .jump = std::max(stride.height, stride.width)};
}

/// What both kinds have in PyTorch, and what the other does not know.
PythonCall pool_call(const char* name, Size2 kernel, const PoolOptions& options) {
  if (options.padding_after.value_or(options.padding) != options.padding) {
    throw Error(std::string(name) + ": no uneven padding " + to_string(options.padding) + " and " +
                to_string(*options.padding_after) + " in PyTorch");
  }
  return PythonCall(name)
      .with(kernel)
      .with("stride", options.stride.value_or(kernel), kernel)
      .with("padding", options.padding, Size2(0))
      .with("ceil_mode", options.ceil_mode, false);
}

/// Behind it every place has been seen.
Cost without_places(const Volume& in, int channels) {
  return {.out = {channels, 1, 1}, .field = std::max(in.height, in.width)};
}

}  // namespace

Cost MaxPool2d::cost(const Volume& in) const { return pool_cost("max_pool2d", in, kernel, options); }
std::string MaxPool2d::pytorch() const {
  return pool_call("nn.MaxPool2d", kernel, options).with("dilation", options.dilation, Size2(1)).text();
}

Cost AveragePool2d::cost(const Volume& in) const { return pool_cost("average_pool2d", in, kernel, options); }
std::string AveragePool2d::pytorch() const {
  if (options.dilation != Size2(1))
    throw Error("nn.AvgPool2d: no dilation " + to_string(options.dilation) + " in PyTorch");
  return pool_call("nn.AvgPool2d", kernel, options)
      .with("count_include_pad", options.count_include_pad, true)
      .text();
}

Variable Flatten::operator()(const Variable& x) const {
  const Shape& shape = x.shape();
  int features = 1;  // counted, not inferred, which an empty batch would not allow
  for (int i = 1; i < shape.rank(); ++i) features *= shape[i];
  return reshape(x, {shape.at(0), features});
}

Cost GlobalAveragePool::cost(const Volume& in) const { return without_places(in, in.channels); }
Cost Flatten::cost(const Volume& in) const { return without_places(in, in.size()); }

}  // namespace madang
