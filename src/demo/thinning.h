#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace madang::demo {

/// Keeps the curves of a run short however long it runs: of the steps every `interval`-th is noted, and when
/// there are 400 points, every second one is dropped and the interval doubled.
class Thinning {
 public:
  explicit Thinning(std::uint64_t interval = 1) : interval_(interval) {}

  bool due(std::uint64_t step) const { return step % interval_ == 0; }
  /// Whether the point of `step` is to be added to the columns, which are all of one length; makes room for
  /// it.
  bool admits(std::uint64_t step, std::initializer_list<std::vector<float>*> columns);

 private:
  std::uint64_t interval_;
};

}  // namespace madang::demo
