#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "data/image_set.h"
#include "data/random_scene.h"
#include "data/scene_batch.h"
#include "demos/detection/placed.h"
#include "demos/detection/settings.h"
#include "train/detection_matching.h"

namespace madang::demos::detection {

/// Random numbers of a seed; of the batches a stream for each update.
enum class Stream : std::uint64_t { test = 1, noise, yolo, queries, batches = 100 };

using Objects = std::vector<train::TrueBox>;  // of one scene

/// Images (scenes, 3, side, side) and what is in them.
struct Batch {
  Tensor images;
  std::vector<std::vector<data::SceneObject>> scenes;
  std::vector<Objects> objects;
};

/// The scenes of a seed: fresh ones for each update, and held-out ones that are the same for every seed.
/// Their images have 256 shades, as a file would, so that a script can carry them.
class Scenes {
 public:
  /// digits: needed where the settings have them; the held-out scenes have other digits.
  Scenes(const Settings& settings, const data::ImageSet* digits, std::uint64_t seed);

  Batch at(std::uint64_t step) const;
  const Batch& test() const { return test_; }
  /// The reader's own.
  Batch placed(const std::vector<Placed>& placed) const;

 private:
  Batch draw(int count, Random random, bool held_out) const;

  Kinds kinds_;
  std::uint64_t seed_;
  std::vector<std::shared_ptr<const data::Stamp>> stamps_, test_stamps_;
  Batch test_;
};

/// What there is, as the reader would place it.
std::vector<Placed> placed_of(const std::vector<data::SceneObject>& objects);

}  // namespace madang::demos::detection
