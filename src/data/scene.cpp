#include "data/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "data/bilinear.h"

namespace madang::data {

namespace {

constexpr int samples_per_side = 4;  // of a pixel, for soft edges
constexpr float ground = 0.08f;

std::array<float, 3> channels_of(Colour colour) {
  switch (colour) {
    case Colour::red:
      return {0.90f, 0.22f, 0.20f};
    case Colour::green:
      return {0.20f, 0.75f, 0.30f};
    case Colour::blue:
      return {0.22f, 0.40f, 0.95f};
    case Colour::yellow:
      return {0.95f, 0.85f, 0.20f};
  }
  throw Error("scene: no such colour");
}

/// Whether a form that fills −1 … 1 covers the point; y grows downwards.
bool covers(Form form, float x, float y) {
  if (std::abs(x) > 1 || std::abs(y) > 1) return false;
  switch (form) {
    case Form::circle:
      return x * x + y * y <= 1;
    case Form::square:
      return true;
    case Form::triangle:
      return std::abs(x) <= (y + 1) / 2;
    case Form::cross:
      return std::abs(x) <= 0.36f || std::abs(y) <= 0.36f;
  }
  throw Error("scene: no such form");
}

bool covers(const Stamp& stamp, float x, float y) {
  return bilinear(stamp.ink, x * static_cast<float>(stamp.ink.columns),
                  y * static_cast<float>(stamp.ink.rows)) >= 0.5f;
}

bool covers(const SceneObject& object, float x, float y) {
  const Box& box = object.box;
  const float across = (x - box.x0) / (box.x1 - box.x0), down = (y - box.y0) / (box.y1 - box.y0);
  return object.stamp ? covers(*object.stamp, across, down)
                      : covers(object.form, 2 * across - 1, 2 * down - 1);
}

/// How much of a pixel the object covers.
float coverage(const SceneObject& object, int column, int row) {
  int covered = 0;
  for (int i = 0; i < samples_per_side; ++i)
    for (int j = 0; j < samples_per_side; ++j)
      covered +=
          covers(object, static_cast<float>(column) + (static_cast<float>(j) + 0.5f) / samples_per_side,
                 static_cast<float>(row) + (static_cast<float>(i) + 0.5f) / samples_per_side);
  return static_cast<float>(covered) / (samples_per_side * samples_per_side);
}

void paint(Scene& scene, std::size_t index, int size) {
  const SceneObject& object = scene.objects[index];
  const Box& box = object.box;
  const auto area = static_cast<std::size_t>(size * size);
  const auto colour = channels_of(object.colour);
  const auto pixel = [size](float edge) { return std::clamp(static_cast<int>(edge), 0, size); };
  float* image = scene.image.mutable_data();
  for (int row = pixel(box.y0); row < pixel(std::ceil(box.y1)); ++row)
    for (int column = pixel(box.x0); column < pixel(std::ceil(box.x1)); ++column) {
      const float share = coverage(object, column, row);
      const auto at = static_cast<std::size_t>(row * size + column);
      for (std::size_t channel = 0; channel < 3; ++channel)
        image[channel * area + at] += share * (colour[channel] - image[channel * area + at]);
      if (share < 0.5f) continue;
      ++scene.pixels[index];
      scene.classes[at] = 1 + class_of(object);
      scene.instances[at] = 1 + static_cast<std::int32_t>(index);
    }
}

}  // namespace

std::int32_t class_of(const SceneObject& object) {
  return object.stamp ? form_count + object.stamp->label : static_cast<std::int32_t>(object.form);
}

Scene draw_scene(std::vector<SceneObject> objects, int size) {
  if (size < 1) throw Error("scene: size " + std::to_string(size));
  Scene scene{size, Tensor::full({3, size, size}, ground), std::move(objects), {}, {}, {}};
  scene.classes.resize(static_cast<std::size_t>(size * size));
  scene.instances.resize(scene.classes.size());
  scene.pixels.resize(scene.objects.size());
  for (std::size_t i = 0; i < scene.objects.size(); ++i) paint(scene, i, size);
  return scene;
}

void add_noise(Tensor& image, float standard_deviation, Random& random) {
  if (standard_deviation <= 0) return;
  for (float& value : image.mutable_values())
    value = std::clamp(value + standard_deviation * random.normal(), 0.f, 1.f);
}

Box visible_box(const Scene& scene, std::size_t object) {
  const auto mark = static_cast<std::int32_t>(object) + 1;
  int left = scene.size, right = 0, top = scene.size, bottom = 0;
  for (int row = 0; row < scene.size; ++row)
    for (int column = 0; column < scene.size; ++column) {
      if (scene.instances[static_cast<std::size_t>(row * scene.size + column)] != mark) continue;
      left = std::min(left, column);
      right = std::max(right, column + 1);
      top = std::min(top, row);
      bottom = std::max(bottom, row + 1);
    }
  if (right == 0) return {};
  return {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right),
          static_cast<float>(bottom)};
}

float visible_share(const Scene& scene, std::size_t object) {
  const std::int32_t whole = scene.pixels.at(object);
  if (whole == 0) return 0;
  const auto seen = std::ranges::count(scene.instances, static_cast<std::int32_t>(object) + 1);
  return static_cast<float>(seen) / static_cast<float>(whole);
}

Text name_of(Form form) {
  switch (form) {
    case Form::circle:
      return {"원", "circle"};
    case Form::square:
      return {"사각형", "square"};
    case Form::triangle:
      return {"삼각형", "triangle"};
    case Form::cross:
      return {"십자", "cross"};
  }
  throw Error("scene: no such form");
}

Text name_of(Colour colour) {
  switch (colour) {
    case Colour::red:
      return {"빨간", "red"};
    case Colour::green:
      return {"초록", "green"};
    case Colour::blue:
      return {"파란", "blue"};
    case Colour::yellow:
      return {"노란", "yellow"};
  }
  throw Error("scene: no such colour");
}

}  // namespace madang::data
