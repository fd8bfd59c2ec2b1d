#include "demos/segmentation/scenes.h"

#include <algorithm>
#include <cmath>

#include "data/random_scene.h"
#include "demos/segmentation/network.h"

namespace madang::demos::segmentation {

namespace {

data::SceneOptions options_of(Set set) {
  data::SceneOptions options{.size = side, .least_side = 9, .most_side = 14, .forms = form_count};
  if (set == Set::scattered) options.most_overlap = 0.1f;
  if (set == Set::crowded) {
    options.least_objects = 4;
    options.most_objects = 6;
    options.most_overlap = 0.4f;
  }
  return options;
}

data::Scene drawn(Set set, Random& random) {
  const data::SceneOptions options = options_of(set);
  return set == Set::touching ? data::touching_pair(options, random) : data::random_scene(options, random);
}

void round_to_bytes(Tensor& image) {
  for (float& value : image.mutable_values()) value = std::round(value * 255) / 255;
}

struct Centre {
  float row = 0, column = 0;
  int pixels = 0;
};

/// Of each object, counted from 1.
std::vector<Centre> centres_of(std::span<const std::int32_t> instances) {
  std::vector<Centre> centres(static_cast<std::size_t>(std::ranges::max(instances)) + 1);
  for (int i = 0; i < pixels; ++i) {
    Centre& centre = centres[static_cast<std::size_t>(instances[static_cast<std::size_t>(i)])];
    centre.row += static_cast<float>(i / side);
    centre.column += static_cast<float>(i % side);
    ++centre.pixels;
  }
  for (Centre& centre : centres) {
    const auto count = static_cast<float>(std::max(centre.pixels, 1));
    centre.row /= count;
    centre.column /= count;
  }
  return centres;
}

float heat_at(std::span<const Centre> centres, float row, float column) {
  float heat = 0;
  for (std::size_t object = 1; object < centres.size(); ++object) {
    const float down = row - centres[object].row, right = column - centres[object].column;
    if (centres[object].pixels > 0)
      heat = std::max(heat, std::exp(-(down * down + right * right) / (2 * heat_deviation * heat_deviation)));
  }
  return heat;
}

/// The places of one scene in the targets.
struct SceneTargets {
  std::span<float> heat, offsets, objects;
};

void write_targets(std::span<const std::int32_t> instances, const SceneTargets& targets) {
  const std::vector<Centre> centres = centres_of(instances);
  for (std::size_t i = 0; i < pixels; ++i) {
    const float row = static_cast<float>(i / side), column = static_cast<float>(i % side);
    targets.heat[i] = heat_at(centres, row, column);
    if (instances[i] == 0) continue;
    const Centre& centre = centres[static_cast<std::size_t>(instances[i])];
    targets.objects[i] = 1;
    targets.offsets[i] = (centre.row - row) / offset_unit;
    targets.offsets[pixels + i] = (centre.column - column) / offset_unit;
  }
}

}  // namespace

Sets::Sets(std::uint64_t seed) {
  for (int set = 0; set < set_count; ++set)
    for (int i = 0; i < set_size; ++i) {
      Random random = random_for(seed, Stream::shown, static_cast<std::uint64_t>(set * set_size + i));
      scenes[static_cast<std::size_t>(set)].push_back(drawn(static_cast<Set>(set), random));
    }
}

data::SceneBatch batch_at(std::uint64_t step, int count, std::uint64_t seed) {
  Random random = random_for(seed, Stream::learned, step);
  std::vector<data::Scene> scenes;
  for (int i = 0; i < count; ++i) scenes.push_back(drawn(Set::crowded, random));
  data::SceneBatch batch = data::batch_of(scenes, data::Palette::colour);
  round_to_bytes(batch.images);
  return batch;
}

InstanceTargets targets_of(std::span<const std::int32_t> instances) {
  const int scenes = static_cast<int>(instances.size()) / pixels;
  InstanceTargets targets{Tensor({scenes, 1, side, side}), Tensor({scenes, 2, side, side}),
                          Tensor({scenes, 1, side, side})};
  for (std::size_t first = 0; first < instances.size(); first += pixels)
    write_targets(instances.subspan(first, pixels),
                  {targets.heat.mutable_values().subspan(first, pixels),
                   targets.offsets.mutable_values().subspan(2 * first, 2 * pixels),
                   targets.objects.mutable_values().subspan(first, pixels)});
  return targets;
}

}  // namespace madang::demos::segmentation
