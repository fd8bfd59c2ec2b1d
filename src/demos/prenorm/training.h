#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demos/prenorm/model.h"
#include "train/trial.h"
#include "train/update.h"

namespace madang::demos::prenorm {

/// The random streams of a seed: the first weights, which all arms share, and the batches, one stream for
/// each step.
enum class Stream : std::uint64_t { weights = 1, batches };

/// Sentences of data::world_grammar, the same for every seed, as numbers of characters, with what a model of
/// them is compared with, in nats a character.
struct Corpus {
  std::vector<std::string> alphabet;  // UTF-8, in the order of the code points
  std::vector<std::int32_t> text;
  std::vector<float> shares;      // of each character
  float unigram = 0, bigram = 0;  // entropies

  int vocabulary() const { return static_cast<int>(alphabet.size()); }
  /// The last `context` characters of a text, without those that are not in the alphabet.
  std::vector<std::int32_t> characters_of(std::string_view typed) const;
};
const Corpus& the_corpus();

struct Batch {
  std::vector<std::int32_t> starts;           // where in the text a piece begins
  std::vector<std::int32_t> inputs, targets;  // (batch · context)
};
/// A pure function of seed and step.
Batch batch_at(const Corpus& corpus, std::uint64_t seed, std::uint64_t step);

/// The rate of update `step`, counted from 0: rising along a line to η and then held or falling with 1/√s
/// (Vaswani et al. 2017, eq. 3, whose η is d^−½ w^−½); for the arms without warm-up always η.
float rate_at(Arm arm, const Settings& settings, std::uint64_t step);

/// A model that learns by Adam. When it diverges it stays as it was before that step.
class Training {
 public:
  Training(Arm arm, const Settings& settings, std::uint64_t seed);

  /// One update, or none once it has stopped.
  void step(const Batch& batch);
  /// Weights came from a file: the optimiser begins anew.
  void restart();

  Arm arm() const { return arm_; }
  const Model& model() const { return model_; }
  std::uint64_t steps() const { return steps_; }
  float rate() const { return rate_at(arm_, settings_, steps_); }  // of the next update
  float loss() const { return loss_; }                             // of the last batch, before its update
  /// Mean over some 20 batches, corrected for its beginning at 0.
  float mean_loss() const { return steps_ > 0 ? mean_loss_ / mean_weight_ : 0.f; }
  /// Whether it has learned no more than how often each letter occurs.
  bool stands() const { return mean_loss() > the_corpus().unigram - standing; }
  const Optimizer& optimizer() const { return optimizer_.optimizer(); }
  /// Why it goes no further.
  const std::optional<train::Fault>& fault() const { return fault_; }

 private:
  Arm arm_;
  Settings settings_;
  Model model_;
  train::GuardedOptimizer optimizer_;
  std::uint64_t steps_ = 0;
  float loss_ = 0, mean_loss_ = 0, mean_weight_ = 0;
  std::optional<train::Fault> fault_;
};

/// Each arm at each of trial_depths and trial_rates. Contestants: (arm · depths + depth) · rates + rate.
/// Measures: training loss of the last batches, 1 where it stands at the unigram line, else 0.
train::Trial trial_of(const Settings& settings, std::uint64_t first_seed);

}  // namespace madang::demos::prenorm
