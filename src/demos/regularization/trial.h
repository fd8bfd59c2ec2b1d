#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "demos/regularization/experiment.h"
#include "demos/regularization/training.h"

namespace madang::demos::regularization {

/// Techniques against each other, each trained from several seeds: one seed after the other, and for each
/// seed all techniques on the same pictures, first weights and order of batches.
class Trial {
 public:
  /// `file` must outlive it.
  Trial(const Settings& settings, std::span<const std::byte> file, std::uint64_t first_seed,
        std::vector<Technique> techniques);

  /// Some updates of the run that is going on.
  void advance();
  bool done() const { return finished_ == techniques_.size() * static_cast<std::size_t>(settings_.seeds); }
  int finished() const { return static_cast<int>(finished_); }
  int total() const { return static_cast<int>(techniques_.size()) * settings_.seeds; }
  /// Of every technique, over the seeds that have finished.
  std::vector<Outcome> outcomes() const;

 private:
  struct Result {
    Score validation;
    Score test;
    float near_zero = 0;
  };
  std::size_t technique() const { return finished_ % techniques_.size(); }

  Settings settings_;
  std::span<const std::byte> file_;
  std::uint64_t seed_;
  std::vector<Technique> techniques_;
  std::vector<std::vector<Result>> results_;  // of each technique
  std::size_t finished_ = 0;                  // runs
  std::shared_ptr<const Pictures> pictures_;
  std::optional<Training> running_;
};

/// None and the chosen one; with none chosen, all of them.
std::vector<Technique> competitors(Technique chosen);

}  // namespace madang::demos::regularization
