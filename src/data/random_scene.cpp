#include "data/random_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"
#include "data/label_map.h"

namespace madang::data {

namespace {

constexpr int most_attempts = 200;

void check(const SceneOptions& options) {
  if (options.least_objects < 1 || options.most_objects < options.least_objects || options.least_side <= 0 ||
      options.most_side < options.least_side || options.most_side > static_cast<float>(options.size))
    throw Error("scene: the numbers or sides of objects do not fit a picture of " +
                std::to_string(options.size));
  if (options.forms < 0 || options.forms > form_count || (options.forms == 0 && options.stamps.empty()))
    throw Error("scene: " + std::to_string(options.forms) + " forms to choose from");
}

std::shared_ptr<const Stamp> any_stamp(const SceneOptions& options, Random& random) {
  if (options.stamps.empty() || (options.forms > 0 && random.uniform() >= options.stamp_share)) return {};
  return options.stamps[random.below(static_cast<std::uint32_t>(options.stamps.size()))];
}

SceneObject any_object(const SceneOptions& options, Random& random) {
  SceneObject object;
  object.stamp = any_stamp(options, random);
  if (!object.stamp) object.form = static_cast<Form>(random.below(static_cast<std::uint32_t>(options.forms)));
  object.colour = static_cast<Colour>(random.below(colour_count));
  const float side = random.uniform(options.least_side, options.most_side);
  float width = side, height = side;
  if (object.stamp) {
    const auto columns = static_cast<float>(object.stamp->ink.columns);
    const auto rows = static_cast<float>(object.stamp->ink.rows);
    width = side * columns / std::max(columns, rows);
    height = side * rows / std::max(columns, rows);
  }
  const auto room = static_cast<float>(options.size);
  const float x = random.uniform(0, room - width), y = random.uniform(0, room - height);
  object.box = {x, y, x + width, y + height};
  return object;
}

/// Whether the last object keeps its distance and hides none of the others.
bool fits(const std::vector<SceneObject>& objects, const SceneOptions& options) {
  const Box& box = objects.back().box;
  const auto near = [&](const SceneObject& other) { return iou(box, other.box) > options.most_overlap; };
  if (std::any_of(objects.begin(), objects.end() - 1, near)) return false;
  if (options.most_overlap <= 0 || options.least_visible <= 0) return true;
  const Scene scene = draw_scene(objects, options.size);
  for (std::size_t i = 0; i < objects.size(); ++i)
    if (visible_share(scene, i) < options.least_visible) return false;
  return true;
}

bool inside(const Box& box, int size) {
  const auto end = static_cast<float>(size);
  return box.x0 >= 0 && box.y0 >= 0 && box.x1 <= end && box.y1 <= end;
}

/// Moved towards the first by half pixels until they touch; nothing where it would leave the picture.
std::vector<SceneObject> moved_together(const SceneObject& first, SceneObject second, float angle, int size) {
  const float width = second.box.width(), height = second.box.height();
  const float from = (std::max(first.box.width(), first.box.height()) + std::max(width, height)) * 0.75f;
  for (float distance = from; distance > 0; distance -= 0.5f) {
    second.box = Box::around(first.box.centre_x() + distance * std::cos(angle),
                             first.box.centre_y() + distance * std::sin(angle), width, height);
    if (!inside(second.box, size)) continue;
    if (touch(draw_scene({first, second}, size).instances, size, 1, 2)) return {first, second};
  }
  return {};
}

}  // namespace

Scene random_scene(const SceneOptions& options, Random& random) {
  check(options);
  const auto spread = static_cast<std::uint32_t>(options.most_objects - options.least_objects + 1);
  const auto wanted = static_cast<std::size_t>(options.least_objects) + random.below(spread);
  std::vector<SceneObject> objects;
  for (int attempt = 0; attempt < most_attempts && objects.size() < wanted; ++attempt) {
    objects.push_back(any_object(options, random));
    if (!fits(objects, options)) objects.pop_back();
  }
  Scene scene = draw_scene(std::move(objects), options.size);
  add_noise(scene.image, options.noise, random);
  return scene;
}

Scene touching_pair(const SceneOptions& options, Random& random) {
  check(options);
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const SceneObject first = any_object(options, random);
    SceneObject second = any_object(options, random);
    while (class_of(second) != class_of(first)) second = any_object(options, random);
    const float angle = random.uniform(0, 2 * std::numbers::pi_v<float>);
    auto objects = moved_together(first, std::move(second), angle, options.size);
    if (objects.empty()) continue;
    Scene scene = draw_scene(std::move(objects), options.size);
    if (visible_share(scene, 0) < 0.75f) continue;  // they overlapped as soon as both were inside
    add_noise(scene.image, options.noise, random);
    return scene;
  }
  throw Error("scene: no room for two objects that touch in a picture of " + std::to_string(options.size));
}

}  // namespace madang::data
