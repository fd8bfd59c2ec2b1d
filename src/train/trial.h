#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "demo/trial.h"

namespace madang::train {

/// Contestants against each other over several seeds, before a demo says that anything helps: one seed after
/// the other, and for each seed all contestants. It is advanced in pieces, so that the page goes on.
class Trial {
 public:
  /// What a run came to. A value that is no number makes it a failure.
  struct Measured {
    std::vector<float> values;  // one for each measure
    bool failed = false;
  };
  /// A run under way: every call goes on a piece, the last one measures. demo::Halt from it is a failure.
  using Run = std::function<std::optional<Measured>()>;
  /// Begins a run. Contestants of one seed should share data, first weights and order of batches.
  using Start = std::function<Run(int contestant, std::uint64_t seed)>;

  Trial(int contestants, int seeds, std::uint64_t first_seed, Start start);

  /// A piece of the run that is going on.
  void advance();
  /// No run is begun any more, the one that is going on is left; those that have ended stay.
  void stop();
  bool done() const { return finished_ == total_; }
  demo::TrialPicture picture() const;

 private:
  int contestants() const { return static_cast<int>(results_.size()); }

  std::uint64_t first_seed_;
  Start start_;
  std::vector<std::vector<Measured>> results_;  // of each contestant
  int finished_ = 0, total_;                    // runs
  Run running_;
};

}  // namespace madang::train
