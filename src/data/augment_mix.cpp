#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "core/error.h"
#include "data/augment.h"
#include "data/images_shape.h"

namespace madang::data {

namespace {

/// Rows and columns, the ends not included.
struct Patch {
  int top;
  int bottom;
  int left;
  int right;
};

/// A rectangle whose centre lies anywhere in the image, cut at its edges.
Patch patch_of(int height, int width, const ImagesShape& shape, Random& random) {
  const auto place = [&](int size, int whole) {
    const int start = static_cast<int>(random.below(static_cast<std::uint32_t>(whole))) - size / 2;
    return std::pair{std::max(start, 0), std::min(start + size, whole)};
  };
  const auto [top, bottom] = place(height, shape.height);
  const auto [left, right] = place(width, shape.width);
  return {top, bottom, left, right};
}

/// Applies `set(pixel's index)` to the patch in every channel of an image.
template <class Set>
void over(const Patch& patch, int image, const ImagesShape& shape, Set set) {
  for (int channel = 0; channel < shape.channels; ++channel)
    for (int row = patch.top; row < patch.bottom; ++row)
      for (int column = patch.left; column < patch.right; ++column)
        set(image * shape.image() + channel * shape.plane() + row * shape.width + column);
}

std::vector<int> partners_of(const ImagesShape& shape, const Tensor& targets, const char* operation,
                             Random& random) {
  if (targets.shape().rank() != 2 || targets.shape()[0] != shape.count)
    throw Error(std::string(operation) + ": targets " + targets.shape().to_string() + " for " +
                std::to_string(shape.count) + " images, not (count, classes)");
  std::vector<int> partners(static_cast<std::size_t>(shape.count));
  std::iota(partners.begin(), partners.end(), 0);
  random.shuffle(std::span(partners));
  return partners;
}

/// share · own row + (1 − share) · the partner's row.
Tensor blended(const Tensor& rows, const std::vector<int>& partners, float share) {
  Tensor result = Tensor::uninitialized(rows.shape());
  const std::size_t length = partners.empty() ? 0 : rows.size() / partners.size();
  const float* own = rows.data();
  float* to = result.mutable_data();
  for (const int partner : partners) {
    const float* other = rows.data() + static_cast<std::size_t>(partner) * length;
    for (std::size_t i = 0; i < length; ++i) *to++ = share * *own++ + (1 - share) * other[i];
  }
  return result;
}

/// Gamma(shape, 1) for shape ≥ 1 (Marsaglia and Tsang, section 3).
float gamma_variate(float shape, Random& random) {
  const float d = shape - 1.0f / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const float x = random.normal();
    const float v = (1 + c * x) * (1 + c * x) * (1 + c * x);
    if (v <= 0) continue;
    const float u = 1 - random.uniform();  // not 0
    if (std::log(u) < 0.5f * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

}  // namespace

float beta_variate(float alpha, Random& random) {
  if (!(alpha > 0)) throw Error("beta variate: alpha " + std::to_string(alpha));
  // Gamma(α) = Gamma(α + 1) · U^(1/α), taken as logarithms: for a small α both may be smaller than a float.
  const auto log_gamma = [&] {
    const float gamma = gamma_variate(alpha + 1, random);
    return std::log(gamma) + std::log(1 - random.uniform()) / alpha;
  };
  const float a = log_gamma(), b = log_gamma();
  return 1 / (1 + std::exp(b - a));
}

Tensor cut_out(const Tensor& images, int side, Random& random) {
  const ImagesShape shape(images, "cut_out");
  if (side < 0) throw Error("cut_out: side " + std::to_string(side));
  Tensor result = images;
  float* values = result.mutable_data();
  for (int image = 0; image < shape.count; ++image)
    over(patch_of(side, side, shape, random), image, shape, [&](int i) { values[i] = 0; });
  return result;
}

Mixed mixed_up(const Tensor& images, const Tensor& targets, float alpha, Random& random) {
  const ImagesShape shape(images, "mixed_up");
  const auto partners = partners_of(shape, targets, "mixed_up", random);
  const float share = beta_variate(alpha, random);
  return {blended(images, partners, share), blended(targets, partners, share), share};
}

Mixed cut_mixed(const Tensor& images, const Tensor& targets, float alpha, Random& random) {
  const ImagesShape shape(images, "cut_mixed");
  const auto partners = partners_of(shape, targets, "cut_mixed", random);
  const float side = std::sqrt(1 - beta_variate(alpha, random));
  const auto part_of_side = [side](int whole) { return static_cast<int>(side * static_cast<float>(whole)); };
  const Patch patch = patch_of(part_of_side(shape.height), part_of_side(shape.width), shape, random);
  Tensor result = images;
  float* values = result.mutable_data();
  for (int image = 0; image < shape.count; ++image) {
    const int step = (partners[static_cast<std::size_t>(image)] - image) * shape.image();
    over(patch, image, shape, [&](int i) { values[i] = images.data()[i + step]; });
  }
  const int covered = (patch.bottom - patch.top) * (patch.right - patch.left);
  const float share = 1 - static_cast<float>(covered) / static_cast<float>(shape.plane());
  return {result, blended(targets, partners, share), share};
}

}  // namespace madang::data
