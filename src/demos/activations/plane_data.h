#pragma once

#include <cstdint>

#include "core/random.h"
#include "data/batches.h"
#include "data/plane.h"
#include "demos/activations/settings.h"

namespace madang::demos::activations {

constexpr int point_count = 128;

using Batch = data::PlaneBatch;

/// The random streams of a seed, one for each purpose. Both networks take their weights from the same one.
enum class Stream : std::uint64_t { points = 1, weights };

/// The points of a run. Each coordinate has mean 0 and variance 1: what the ways to begin assume of the
/// input.
struct PlaneData {
  PlaneData(Data data, Random random);

  Batch next(int rows) { return data::batch_of(points, rounds.next(rows)); }

  Points points;
  Batch all;
  data::Rounds rounds;
};

}  // namespace madang::demos::activations
