#include "autograd/ops_upsample.h"

#include <algorithm>

#include "autograd/axis_view.h"
#include "autograd/planes.h"
#include "autograd/record.h"
#include "kernels/resize.h"

namespace madang {
namespace {

using kernels::Interpolation;
using kernels::Resize;

Variable resized_back(const Resize& sizes, const Variable& dy);

// A linear map;  dx = its adjoint of dy
Variable resized(const char* operation, const Resize& sizes, const Variable& x) {
  Tensor y = Tensor::uninitialized(with_extent(x.shape(), sizes.out), operation);
  kernels::resize(sizes, x.value().values(), y.mutable_values());
  return record(operation, std::move(y), inputs(x),
                [sizes](Derivation& d) { d.add(0, resized_back(sizes, d.gradient())); });
}

Variable resized_back(const Resize& sizes, const Variable& dy) {
  Tensor dx = Tensor::uninitialized(with_extent(dy.shape(), sizes.in));
  kernels::resize_backward(sizes, dy.value().values(), dx.mutable_values());
  return record("resize_adjoint", std::move(dx), inputs(dy),
                [sizes](Derivation& d) { d.add(0, resized("resize", sizes, d.gradient())); });
}

void check_planes(const char* operation, const Shape& shape) {
  if (shape.rank() != 4) fail(operation, "(batch, channels, height, width) expected", shape);
  if (std::min(shape[2], shape[3]) < 1) fail(operation, "planes without pixels", shape);
}

Variable resize_to(const char* operation, Interpolation interpolation, const Variable& x, Size2 size) {
  const Shape& shape = x.shape();
  check_planes(operation, shape);
  if (std::min(size.height, size.width) < 1) {
    throw Error(std::string(operation) + ": no size " + to_string(size) + " for " + shape.to_string());
  }
  return resized(operation, {shape[0] * shape[1], {shape[2], shape[3]}, size, interpolation}, x);
}

Variable enlarge(const char* operation, Interpolation interpolation, const Variable& x, Size2 factor) {
  const Shape& shape = x.shape();
  check_planes(operation, shape);
  return resize_to(operation, interpolation, x,
                   {checked_length(operation, shape, std::int64_t{shape[2]} * factor.height),
                    checked_length(operation, shape, std::int64_t{shape[3]} * factor.width)});
}

}  // namespace

Variable upsample_nearest(const Variable& x, Size2 factor) {
  return enlarge("upsample_nearest", Interpolation::nearest, x, factor);
}
Variable upsample_bilinear(const Variable& x, Size2 factor) {
  return enlarge("upsample_bilinear", Interpolation::bilinear, x, factor);
}
Variable resize_nearest(const Variable& x, Size2 size) {
  return resize_to("resize_nearest", Interpolation::nearest, x, size);
}
Variable resize_bilinear(const Variable& x, Size2 size) {
  return resize_to("resize_bilinear", Interpolation::bilinear, x, size);
}

}  // namespace madang
