#include "data/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"

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

bool covers(const SceneObject& object, float x, float y) {
  const Box& box = object.box;
  return covers(object.form, (2 * x - box.x0 - box.x1) / (box.x1 - box.x0),
                (2 * y - box.y0 - box.y1) / (box.y1 - box.y0));
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
      scene.classes[at] = 1 + static_cast<std::int32_t>(object.form);
      scene.instances[at] = 1 + static_cast<std::int32_t>(index);
    }
}

SceneObject any_object(const SceneOptions& options, Random& random) {
  SceneObject object;
  object.form = static_cast<Form>(random.below(form_count));
  object.colour = static_cast<Colour>(random.below(colour_count));
  const float side = random.uniform(options.least_side, options.most_side);
  const float room = static_cast<float>(options.size) - side;
  const float x = random.uniform(0, room), y = random.uniform(0, room);
  object.box = {x, y, x + side, y + side};
  return object;
}

}  // namespace

float overlap_of(const Box& a, const Box& b) {
  const float width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const float height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  const float common = std::max(width, 0.f) * std::max(height, 0.f);
  const float both = a.area() + b.area() - common;
  return both > 0 ? common / both : 0;
}

Scene draw_scene(std::vector<SceneObject> objects, int size) {
  if (size < 1) throw Error("scene: size " + std::to_string(size));
  Scene scene{Tensor::full({3, size, size}, ground), std::move(objects), {}, {}};
  scene.classes.resize(static_cast<std::size_t>(size * size));
  scene.instances.resize(scene.classes.size());
  for (std::size_t i = 0; i < scene.objects.size(); ++i) paint(scene, i, size);
  return scene;
}

Scene random_scene(const SceneOptions& options, Random& random) {
  if (options.least_objects < 1 || options.most_objects < options.least_objects || options.least_side <= 0 ||
      options.most_side < options.least_side || options.most_side > static_cast<float>(options.size))
    throw Error("scene: the numbers or sides of objects do not fit a picture of " +
                std::to_string(options.size));
  const auto spread = static_cast<std::uint32_t>(options.most_objects - options.least_objects + 1);
  const auto wanted = static_cast<std::size_t>(options.least_objects) + random.below(spread);
  std::vector<SceneObject> objects;
  constexpr int most_attempts = 200;
  for (int attempt = 0; attempt < most_attempts && objects.size() < wanted; ++attempt) {
    const auto object = any_object(options, random);
    const auto fits = [&](const SceneObject& other) {
      return overlap_of(object.box, other.box) <= options.most_overlap;
    };
    if (std::ranges::all_of(objects, fits)) objects.push_back(object);
  }
  Scene scene = draw_scene(std::move(objects), options.size);
  if (options.noise > 0)
    for (float& value : scene.image.mutable_values())
      value = std::clamp(value + options.noise * random.normal(), 0.f, 1.f);
  return scene;
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
