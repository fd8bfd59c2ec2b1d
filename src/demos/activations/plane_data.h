#pragma once

#include <span>
#include <vector>

#include "core/random.h"
#include "core/tensor.h"
#include "data/points.h"
#include "demos/activations/settings.h"

namespace madang::demos::activations {

constexpr int point_count = 128;

struct Batch {
  Tensor inputs;  // (rows, 2)
  std::vector<std::int32_t> labels;
};

/// The random streams of a seed, one for each purpose. Both networks take their weights from the same one.
enum class Stream : std::uint64_t { points = 1, weights };
inline Random random_for(std::uint64_t seed, Stream stream) {
  return Random(seed, static_cast<std::uint64_t>(stream));
}

/// The points of a run. Each coordinate has mean 0 and variance 1: what the ways to begin assume of the
/// input.
struct PlaneData {
  PlaneData(Data data, Random random);

  Points points;
  Batch all;

  /// The next `rows` points: rounds through all of them, each in a new order; a rest too small for a batch is
  /// left out.
  Batch next(int rows);
  /// The same as their numbers.
  std::vector<std::int32_t> next_numbers(int rows);

 private:
  Random order_random_;
  std::vector<std::int32_t> order_;
  std::size_t position_;
};

/// Places over the square ± `reach`, the lowest row first.
Tensor grid(int size, float reach);

}  // namespace madang::demos::activations
