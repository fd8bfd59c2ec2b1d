#pragma once

#include <cstdint>
#include <vector>

#include "demos/embeddings/model.h"
#include "train/update.h"

namespace madang::demos::embeddings {

/// A model that learns by Adam; the three of a seed have the same corpus.
struct Learner {
  Learner(Kind kind, const Settings& settings, const Lessons& lessons, std::uint64_t seed);

  Model model;
  train::GuardedOptimizer optimizer;
  float loss = 0;       ///< of the last batch, before its update
  float mean_loss = 0;  ///< over some 20 batches
};

class Training {
 public:
  Training(const Settings& settings, std::uint64_t seed);

  /// An update of all three, or of none: throws demo::Halt where one diverges.
  void step();
  /// Weights came from a file: the optimisers begin anew.
  void restart();

  std::uint64_t updates() const { return updates_; }
  const Lessons& lessons() const { return lessons_; }
  const Corpus& corpus() const { return lessons_.corpus(); }
  const std::vector<Learner>& learners() const { return learners_; }
  const Learner& learner(Kind kind) const { return learners_[static_cast<std::size_t>(kind)]; }
  const Expectation& expectation() const { return expectation_; }
  /// Of the next batch; of skip-gram, where the settings say so, in the mean over all.
  Variable loss(const Model& model) const;
  /// The vectors of a singular value decomposition of max(0, PMI), u √s: what counting alone gives (Levy,
  /// Goldberg & Dagan 2015, eq. 9 with p = 1/2). (words, dimensions)
  const Tensor& counted_vectors() const { return counted_vectors_; }

 private:
  Settings settings_;
  Lessons lessons_;
  Expectation expectation_;
  Tensor counted_vectors_;
  std::vector<Learner> learners_;
  std::uint64_t updates_ = 0;
};

/// Of vectors, (words, dimensions): relation by relation, then of all questions.
std::vector<train::AnalogyScore> scores_of(const Tensor& vectors, const Corpus& corpus);

}  // namespace madang::demos::embeddings
