#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/random.h"

namespace madang::data {

/// 0 … count − 1 in an order that is a pure function of seed and epoch.
std::vector<std::int32_t> epoch_order(int count, std::uint64_t seed, std::uint64_t epoch);

/// What becomes of the examples that do not fill the last batch of an epoch.
enum class Rest { kept, dropped };

/// Which examples each training step takes: a pure function of seed and step, every example once per epoch
/// (but for a dropped rest).
class Batches {
 public:
  /// Throws Error where an epoch would have no batch.
  Batches(int count, int batch_size, std::uint64_t seed, Rest rest = Rest::dropped);

  std::uint64_t per_epoch() const { return per_epoch_; }
  std::uint64_t epoch_of(std::uint64_t step) const { return step / per_epoch_; }
  /// Good until the next call.
  std::span<const std::int32_t> at(std::uint64_t step);

 private:
  int count_;
  int batch_size_;
  std::uint64_t seed_;
  std::uint64_t per_epoch_;
  std::uint64_t epoch_ = 0;  // of order_, once there is one
  std::vector<std::int32_t> order_;
};

/// Rounds through all examples, each in a new order, for a batch size that may change from step to step:
/// unlike Batches it has a memory, so that a step that is taken back must put back a copy. A rest too small
/// for a batch is left out.
class Rounds {
 public:
  Rounds(int count, Random random);
  /// The next `count` examples, or all of them when there are not more. Good until the next call.
  std::span<const std::int32_t> next(int count);

 private:
  Random random_;
  std::vector<std::int32_t> order_;
  std::size_t position_;
};

}  // namespace madang::data
