#include "demos/convolution/source.h"

#include <algorithm>

#include "data/scene.h"
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

Tensor colours_of(const Settings& settings, std::uint64_t seed) {
  switch (settings.source) {
    case Source::scene:
      return scene(seed);
    case Source::stripes:
      return stripes();
    case Source::drawing:
      return from_grey(io::read_sketch(settings.drawing, side, side));
    case Source::photo:
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
