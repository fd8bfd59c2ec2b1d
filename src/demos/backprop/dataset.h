#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/points.h"
#include "demos/backprop/network.h"
#include "demos/backprop/settings.h"

namespace madang::demos::backprop {

/// The points that a run learns from and those held out to test it.
struct Dataset {
  Points train;
  Points test;  // own points: every fifth, from twenty on; else as many new ones as train has
  Text notice;  // what could not be read of the own points
};

Dataset make_dataset(const Settings& settings, std::uint64_t seed);

/// `coordinates`: x and y of each row. One output stands for class 1, several for one class each.
Batch make_batch(std::span<const float> coordinates, std::vector<std::int32_t> labels, int outputs);
Batch make_batch(const Points& points, std::span<const std::int32_t> chosen, int outputs);
Batch make_batch(const Points& points, int outputs);

/// Which points come next: rounds through all of them, each in a new order; a rest too small for a batch is
/// left out.
class Rounds {
 public:
  Rounds(int points, std::uint64_t seed);
  /// The next `count` points, or all of them when there are not more.
  std::span<const std::int32_t> next(int count);

 private:
  Random random_;
  std::vector<std::int32_t> order_;
  std::size_t position_ = 0;
};

/// The random streams of a seed, one for each purpose.
enum class Stream : std::uint64_t { train_points = 1, test_points, weights, rounds };
inline Random random_for(std::uint64_t seed, Stream stream) {
  return Random(seed, static_cast<std::uint64_t>(stream));
}

}  // namespace madang::demos::backprop
