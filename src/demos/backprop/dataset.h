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

/// One output stands for class 1, several for one class each.
Batch make_batch(data::PlaneBatch points, int outputs);

/// The random streams of a seed, one for each purpose.
enum class Stream : std::uint64_t { train_points = 1, test_points, weights, rounds };

}  // namespace madang::demos::backprop
