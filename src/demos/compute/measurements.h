#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "demos/compute/problem.h"
#include "gpu/crossover.h"

namespace madang::demos::compute {

/// The rounds of which a time is told: all, or one half of them.
enum class Rounds : std::uint8_t { all, even, odd };

/// The median of what is given, NaN for nothing; `share` 0.25 and 0.75 give the quartiles.
double quantile(std::vector<double> values, double share = 0.5);

/// Every time that was measured, of each backend at each size: rounds go over all of them in turn, so that
/// whatever else the machine does strikes them alike, and medians of the rounds are compared.
class Measurements {
 public:
  Measurements() = default;
  Measurements(const Shape& shape, std::vector<int> sizes);

  void add(Backend backend, std::size_t size, double milliseconds, const Agreement& agreement);
  /// NaN where there is none.
  double milliseconds(Backend backend, std::size_t size, Rounds rounds = Rounds::all,
                      double share = 0.5) const;
  const Agreement& agreement(Backend backend, std::size_t size) const;
  /// What this size will take that was never measured, on the line through the two before it: something for
  /// the call, and something for each operation. 0 where it was measured, or is the first; infinite where the
  /// one before is unknown.
  double expected_ms(Backend backend, std::size_t size) const;

  const std::vector<int>& sizes() const { return sizes_; }
  const Shape& shape() const { return shape_; }
  double multiply_adds(std::size_t size) const { return operations(shape_, sizes_[size]) / 2; }

  /// `vectors` against the GPU there and back, where both were measured.
  std::vector<gpu::Race> races(Backend vectors, Rounds rounds = Rounds::all) const;
  /// The rule put to the test: the crossover of the even rounds, judged by the odd ones. The time of the
  /// chosen backend over that of the best, at the size where this is worst; NaN while there are too few
  /// rounds to judge by.
  double worst_choice(Backend vectors) const;

 private:
  struct Cell {
    std::vector<double> times;  // by round
    Agreement agreement = {};
  };
  double judging_ms(Backend backend, std::size_t size) const;
  const Cell& cell(Backend backend, std::size_t size) const {
    return cells_[static_cast<std::size_t>(backend)][size];
  }

  Shape shape_;
  std::vector<int> sizes_;
  std::array<std::vector<Cell>, backend_count> cells_;
};

}  // namespace madang::demos::compute
