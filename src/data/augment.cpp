#include "data/augment.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "core/error.h"
#include "data/images_shape.h"

namespace madang::data {

namespace {

void require(bool right, const char* operation, float number) {
  if (!right) throw Error(std::string(operation) + ": " + std::to_string(number) + " is out of range");
}

/// Where a pixel of the result comes from, around the middle of the image, in pixels:
/// (x, y) ↦ (a·x + b·y + dx, c·x + d·y + dy).
struct Affine {
  float a = 1, b = 0, c = 0, d = 1, dx = 0, dy = 0;
};

/// The value between four pixels; 0 beyond the edge.
float bilinear(const float* plane, int height, int width, float x, float y) {
  const float left = std::floor(x), top = std::floor(y);
  const float right_share = x - left, low_share = y - top;
  float sum = 0;
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j) {
      const float share = (i ? low_share : 1 - low_share) * (j ? right_share : 1 - right_share);
      const int row = static_cast<int>(top) + i, column = static_cast<int>(left) + j;
      if (share == 0 || row < 0 || row >= height || column < 0 || column >= width) continue;
      sum += share * plane[row * width + column];
    }
  return sum;
}

/// Each image through a map of its own, which `draw` gives.
template <class Draw>
Tensor resampled(const Tensor& images, const char* operation, Draw draw) {
  const ImagesShape shape(images, operation);
  Tensor result = Tensor::uninitialized(images.shape());
  const float* from = images.data();
  float* to = result.mutable_data();
  const float middle_x = static_cast<float>(shape.width - 1) / 2,
              middle_y = static_cast<float>(shape.height - 1) / 2;
  for (int image = 0; image < shape.count; ++image) {
    const Affine map = draw();
    for (int channel = 0; channel < shape.channels; ++channel, from += shape.plane())
      for (int row = 0; row < shape.height; ++row)
        for (int column = 0; column < shape.width; ++column) {
          const float x = static_cast<float>(column) - middle_x, y = static_cast<float>(row) - middle_y;
          *to++ = bilinear(from, shape.height, shape.width, map.a * x + map.b * y + map.dx + middle_x,
                           map.c * x + map.d * y + map.dy + middle_y);
        }
  }
  return result;
}

}  // namespace

Tensor shifted(const Tensor& images, int most_pixels, Random& random) {
  require(most_pixels >= 0, "shifted", static_cast<float>(most_pixels));
  const auto pixels = [&] {
    return static_cast<float>(
        static_cast<int>(random.below(static_cast<std::uint32_t>(2 * most_pixels + 1))) - most_pixels);
  };
  return resampled(images, "shifted", [&] {
    const float dx = pixels();
    return Affine{.dx = dx, .dy = pixels()};
  });
}

Tensor flipped(const Tensor& images, float probability, Random& random) {
  require(probability >= 0 && probability <= 1, "flipped", probability);
  return resampled(images, "flipped",
                   [&] { return Affine{.a = random.uniform() < probability ? -1.f : 1.f}; });
}

Tensor rotated(const Tensor& images, float most_degrees, Random& random) {
  require(most_degrees >= 0 && most_degrees <= 180, "rotated", most_degrees);
  return resampled(images, "rotated", [&] {
    const float angle = random.uniform(-most_degrees, most_degrees) * std::numbers::pi_v<float> / 180;
    return Affine{.a = std::cos(angle), .b = -std::sin(angle), .c = std::sin(angle), .d = std::cos(angle)};
  });
}

Tensor cropped(const Tensor& images, float least_area, Random& random) {
  require(least_area > 0 && least_area <= 1, "cropped", least_area);
  const ImagesShape shape(images, "cropped");
  return resampled(images, "cropped", [&] {
    const float scale = std::sqrt(random.uniform(least_area, 1));
    const auto offset = [&](int side) {
      return (1 - scale) * static_cast<float>(side) * (random.uniform() - 0.5f);
    };
    const float dx = offset(shape.width);
    return Affine{.a = scale, .d = scale, .dx = dx, .dy = offset(shape.height)};
  });
}

Tensor noisy(const Tensor& images, float deviation, Random& random) {
  require(deviation >= 0, "noisy", deviation);
  Tensor result = images;
  for (float& value : result.mutable_values()) value += deviation * random.normal();
  return result;
}

Tensor jittered(const Tensor& images, float strength, Random& random) {
  require(strength >= 0 && strength <= 1, "jittered", strength);
  const ImagesShape shape(images, "jittered");
  Tensor result = images;
  float* value = result.mutable_data();
  for (int image = 0; image < shape.count; ++image) {
    const float contrast = random.uniform(1 - strength, 1 + strength);
    const float brightness = random.uniform(-strength / 2, strength / 2);
    for (int i = 0; i < shape.image(); ++i, ++value) *value = *value * contrast + brightness;
  }
  return result;
}

}  // namespace madang::data
