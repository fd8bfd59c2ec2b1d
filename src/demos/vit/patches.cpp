#include "demos/vit/patches.h"

#include <algorithm>
#include <numeric>

#include "autograd/ops_shape.h"

namespace madang::demos::vit {

Tensor bordered(const Tensor& images) {
  const int count = images.shape()[0];
  Tensor result({count, 1, canvas, canvas});
  float* out = result.mutable_data();
  for (int row = 0; row < count * side; ++row)
    std::copy_n(images.data() + row * side, side,
                out + (row / side * canvas + row % side + border) * canvas + border);
  return result;
}

Variable patches_of(const Variable& images, int patch) {
  const int count = images.shape()[0], grid = canvas / patch;
  const Variable cut = permute(reshape(images, {count, grid, patch, grid, patch}), {0, 1, 3, 2, 4});
  return reshape(cut, {count, grid * grid, patch * patch});
}

Order shuffled_order(int patches, Random& random) {
  Order order(static_cast<std::size_t>(patches));
  std::iota(order.begin(), order.end(), 0);
  random.shuffle(std::span(order));
  return order;
}

Tensor rearranged(const Tensor& images, int patch, std::span<const Order> orders) {
  const int count = images.shape()[0], grid = canvas / patch, size = patch * patch;
  Tensor moved({count, grid, grid, patch, patch});
  const Tensor cut = patches_of(constant(images), patch).value();
  float* out = moved.mutable_data();
  for (int image = 0; image < count; ++image)
    for (const std::int32_t from : orders[static_cast<std::size_t>(image)])
      out = std::copy_n(cut.data() + (image * grid * grid + from) * size, size, out);
  return reshape(permute(constant(moved), {0, 1, 3, 2, 4}), images.shape()).value();
}

}  // namespace madang::demos::vit
