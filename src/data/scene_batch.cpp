#include "data/scene_batch.h"

#include <algorithm>

#include "core/error.h"

namespace madang::data {

namespace {

void append(const Scene& scene, Palette palette, std::span<float> to) {
  const auto from = scene.image.values();
  if (palette == Palette::colour) {
    std::ranges::copy(from, to.begin());
    return;
  }
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] = 0.299f * from[i] + 0.587f * from[to.size() + i] + 0.114f * from[2 * to.size() + i];
}

}  // namespace

SceneBatch batch_of(std::span<const Scene> scenes, Palette palette) {
  if (scenes.empty()) throw Error("scene batch: no scenes");
  const int size = scenes.front().size, channels = palette == Palette::grey ? 1 : 3;
  SceneBatch batch{Tensor::uninitialized({scenes.size(), channels, size, size}), {}, {}, {}};
  const std::size_t image = static_cast<std::size_t>(channels * size * size);
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    const Scene& scene = scenes[i];
    if (scene.size != size)
      throw Error("scene batch: sizes " + std::to_string(size) + " and " + std::to_string(scene.size));
    append(scene, palette, batch.images.mutable_values().subspan(i * image, image));
    batch.classes.insert(batch.classes.end(), scene.classes.begin(), scene.classes.end());
    batch.instances.insert(batch.instances.end(), scene.instances.begin(), scene.instances.end());
    batch.objects.push_back(scene.objects);
  }
  return batch;
}

}  // namespace madang::data
