#pragma once

#include <span>

#include "data/scene.h"

namespace madang::data {

enum class Palette { grey, colour };

/// Scenes of one size, as a network takes them.
struct SceneBatch {
  Tensor images;  ///< (scenes, channels, size, size); grey has one channel, luma as in ITU-R BT.601
  std::vector<std::int32_t> classes;    ///< (scenes · size · size): Scene::classes one after the other
  std::vector<std::int32_t> instances;  ///< (scenes · size · size)
  std::vector<std::vector<SceneObject>> objects;  ///< (scenes)
};

/// Throws Error where sizes differ or there is no scene.
SceneBatch batch_of(std::span<const Scene> scenes, Palette palette);

}  // namespace madang::data
