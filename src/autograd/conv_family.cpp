#include "autograd/conv_family.h"

#include "autograd/ops_reduce.h"
#include "autograd/record.h"

namespace madang::conv_family {
namespace {

constexpr const char* plain_name = "conv";
constexpr const char* input_gradient_name = "conv_input_gradient";
constexpr const char* weight_gradient_name = "conv_weight_gradient";

}  // namespace

Shape x_shape(const kernels::Conv& sizes) {
  return {sizes.batch, sizes.in_channels, sizes.in.height, sizes.in.width};
}

Shape weight_shape(const kernels::Conv& sizes) {
  return {sizes.out_channels, sizes.group_in(), sizes.kernel.height, sizes.kernel.width};
}

Shape y_shape(const kernels::Conv& sizes) {
  const Size2 out = sizes.out();
  return {sizes.batch, sizes.out_channels, out.height, out.width};
}

// y = C(x, w) + b;  dx = T(dy, w), dw = W(x, dy), db = Σ dy over batch and positions
Variable convolve(const char* operation, const kernels::Conv& sizes, const Variable& x,
                  const Variable& weight, const Variable& bias) {
  Tensor y = Tensor::uninitialized(y_shape(sizes), operation);
  const std::span<const float> bias_values = bias ? bias.value().values() : std::span<const float>();
  kernels::conv(sizes, x.value().values(), weight.value().values(), bias_values, y.mutable_values());
  const auto derive = [sizes](Derivation& d) {
    const Variable& dy = d.gradient();
    if (d.needs(0)) d.add(0, input_gradient(input_gradient_name, sizes, dy, d.input(1)));
    if (d.needs(1)) d.add(1, weight_gradient(weight_gradient_name, sizes, d.input(0), dy));
    if (d.input_count() == 3 && d.needs(2)) d.add(2, sum(dy, {0, 2, 3}));
  };
  if (!bias) return record(operation, std::move(y), inputs(x, weight), derive);
  return record(operation, std::move(y), inputs(x, weight, bias), derive);
}

// dx = T(dy, w);  with g its gradient: d(dy) = C(g, w), dw = W(g, dy)
Variable input_gradient(const char* operation, const kernels::Conv& sizes, const Variable& dy,
                        const Variable& weight) {
  Tensor dx = Tensor::uninitialized(x_shape(sizes), operation);
  kernels::conv_input_gradient(sizes, dy.value().values(), weight.value().values(), dx.mutable_values());
  return record(operation, std::move(dx), inputs(dy, weight), [sizes](Derivation& d) {
    const Variable& g = d.gradient();
    if (d.needs(0)) d.add(0, convolve(plain_name, sizes, g, d.input(1), {}));
    if (d.needs(1)) d.add(1, weight_gradient(weight_gradient_name, sizes, g, d.input(0)));
  });
}

// dw = W(x, dy);  with g its gradient: dx = T(dy, g), d(dy) = C(x, g)
Variable weight_gradient(const char* operation, const kernels::Conv& sizes, const Variable& x,
                         const Variable& dy) {
  Tensor dw = Tensor::uninitialized(weight_shape(sizes));
  kernels::conv_weight_gradient(sizes, x.value().values(), dy.value().values(), dw.mutable_values());
  return record(operation, std::move(dw), inputs(x, dy), [sizes](Derivation& d) {
    const Variable& g = d.gradient();
    if (d.needs(0)) d.add(0, input_gradient(input_gradient_name, sizes, d.input(1), g));
    if (d.needs(1)) d.add(1, convolve(plain_name, sizes, d.input(0), g, {}));
  });
}

}  // namespace madang::conv_family
