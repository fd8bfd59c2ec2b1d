#include "demos/convolution/source.h"

#include <algorithm>
#include <cmath>

#include "data/random_scene.h"
#include "io/photo.h"
#include "io/sketch.h"

namespace madang::demos::convolution {

namespace {

constexpr std::size_t area = static_cast<std::size_t>(side) * side;

/// Shapes on a dark ground, far enough from the border to be moved.
Tensor scene(std::uint64_t seed) {
  Random random(seed);
  return data::random_scene({.size = side,
                             .least_objects = 3,
                             .most_objects = 4,
                             .least_side = 9,
                             .most_side = 15,
                             .noise = 0},
                            random)
      .image;
}

/// Upright ones, 5 pixels wide, each of another brightness than its neighbours: every row is the same.
Tensor stripes() {
  constexpr float shades[] = {0.1f, 0.9f, 0.3f, 0.7f, 0.2f, 1.f, 0.f, 0.6f};
  constexpr int stripe = 5;
  Tensor picture(Shape{3, side, side});
  const auto values = picture.mutable_values();
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = shades[i % side / stripe];
  return picture;
}

/// The same numbers in red, green and blue.
Tensor from_grey(const Matrix& grey) {
  Tensor picture(Shape{3, side, side});
  const auto values = picture.mutable_values();
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = grey.values[i % area];
  return picture;
}

/// What stands for a photo until the reader chooses one: a sun in the sky over two hills, with soft shades.
Tensor landscape() {
  Tensor picture(Shape{3, side, side});
  const auto values = picture.mutable_values();
  constexpr float sky[] = {0.45f, 0.65f, 0.95f}, sun[] = {1.f, 0.9f, 0.5f};
  constexpr float far_hill[] = {0.35f, 0.5f, 0.45f}, near_hill[] = {0.2f, 0.4f, 0.12f};
  for (std::size_t i = 0; i < area; ++i) {
    const auto x = static_cast<float>(i % side), y = static_cast<float>(i / side);
    const bool in_sun = std::hypot(x - 29.f, y - 10.f) < 5.f;
    const bool is_near = y > 30.f - 5.f * std::sin(x / 7.f), is_far = y > 24.f + 4.f * std::cos(x / 6.f);
    const float* const colour = is_near ? near_hill : is_far ? far_hill : in_sun ? sun : sky;
    const float shade = is_near || is_far ? 1.25f - y / 80.f : 0.75f + y / 120.f;
    for (std::size_t channel = 0; channel < 3; ++channel)
      values[channel * area + i] = std::min(1.f, colour[channel] * (in_sun && !is_far ? 1.f : shade));
  }
  return picture;
}

Tensor colours_of(const Settings& settings, std::uint64_t seed) {
  switch (settings.source) {
    case Source::scene:
      return scene(seed);
    case Source::stripes:
      return stripes();
    case Source::drawing:
      return from_grey(io::read_sketch(settings.drawing, side, side));
    case Source::photo:
      if (settings.photo.empty()) return landscape();
      return Tensor::from(Shape{3, side, side}, io::read_photo(settings.photo, {side, side}).values);
  }
  throw Error("convolution: no such picture");
}

}  // namespace

Tensor picture_of(const Settings& settings, std::uint64_t seed) {
  Tensor colours = colours_of(settings, seed);
  if (settings.channels == Channels::rgb) return colours.reshaped({1, 3, side, side});
  constexpr float luma[] = {0.299f, 0.587f, 0.114f};  // ITU-R BT.601, section 2.5.1
  Tensor grey({1, 1, side, side});
  const auto values = grey.mutable_values();
  for (std::size_t i = 0; i < colours.size(); ++i) values[i % area] += luma[i / area] * colours.values()[i];
  return grey;
}

Tensor shifted(const Tensor& picture, int right, int down) {
  Tensor moved(picture.shape());
  const auto from = picture.values();
  const auto to = moved.mutable_values();
  const int rows = static_cast<int>(from.size()) / side;  // of all channels
  for (int row = 0; row < rows; ++row) {
    const int source = row % side - down;
    if (source < 0 || source >= side) continue;
    for (int column = std::max(0, right); column < std::min(side, side + right); ++column)
      to[static_cast<std::size_t>(row * side + column)] =
          from[static_cast<std::size_t>((row - down) * side + column - right)];
  }
  return moved;
}

}  // namespace madang::demos::convolution
