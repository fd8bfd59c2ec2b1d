#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "data/scene_batch.h"
#include "demos/segmentation/settings.h"

namespace madang::demos::segmentation {

/// Of random numbers: first weights of each arm, shown scenes, the batch of each step.
enum class Stream : std::uint64_t { weights = 1, shown = 10, learned = 1000 };

/// Of each set its scenes, of a seed; nothing is learned from them.
struct Sets {
  explicit Sets(std::uint64_t seed);
  const data::Scene& scene(Set set, int number) const {
    return scenes[static_cast<std::size_t>(set)][static_cast<std::size_t>(number)];
  }
  std::array<std::vector<data::Scene>, set_count> scenes;
};

/// The batch of a step: fresh crowded scenes, in which most is to be learned from every pixel. Colours are
/// rounded to bytes, as images are kept.
data::SceneBatch batch_at(std::uint64_t step, int count, std::uint64_t seed);

/// What the instance head learns (Cheng et al. 2020, "Panoptic-DeepLab", section 3.1 and 3.2): around the
/// centre of mass of each object's visible pixels a Gaussian of height 1, the largest where several meet; and
/// in each pixel of an object the way to its centre.
struct InstanceTargets {
  Tensor heat;     // (scenes, 1, side, side)
  Tensor offsets;  // (scenes, 2, side, side), down and right, in units of offset_unit; 0 on the background
  Tensor objects;  // (scenes, 1, side, side): 1 where there is an object
};
constexpr float heat_deviation = 2;  // of the Gaussian, pixels
InstanceTargets targets_of(std::span<const std::int32_t> instances);

}  // namespace madang::demos::segmentation
