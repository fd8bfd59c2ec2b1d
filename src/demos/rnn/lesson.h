#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "autograd/variable.h"
#include "demos/rnn/corpus.h"
#include "demos/rnn/settings.h"

namespace madang::demos::rnn {

constexpr int recall_symbols = 8;
constexpr int probe_size = 64;         // sequences on which everything is measured
constexpr float solved_error = 0.02f;  // adding: mean squared error; always saying 1 has 1/6
constexpr float solved_share = 0.95f;  // recall: share of right symbols

/// Sequences with what they ask.
struct Batch {
  Tensor inputs;                     // (rows, length, features)
  std::vector<std::int32_t> labels;  // (rows · asked) classes, or
  Tensor targets;                    // (rows, 1) numbers in the adding problem

  int rows() const { return inputs.shape()[0]; }
};

/// A task: where sequences come from, and what is asked at the last steps of each.
class Lesson {
 public:
  Lesson(const Settings& settings, std::uint64_t seed);

  int features() const { return features_; }
  int outputs() const { return outputs_; }
  int steps() const { return steps_; }  // of a sequence
  int asked() const { return asked_; }  // of them the last so many have an answer
  Task task() const { return task_; }
  const Corpus& corpus() const { return corpus_; }  // empty but for Task::text

  /// New sequences to learn from.
  Batch draw(int rows, Random& random) const { return make(rows, random, corpus_.train); }
  /// The same sequences in every run of a seed, none of which is learned from on purpose.
  const Batch& probe() const { return *probe_; }
  /// The loss by which the task learns nothing: 1/6, ln 8, or the entropy of single characters.
  float idle_loss() const;

 private:
  Batch make(int rows, Random& random, const std::vector<std::int32_t>& text) const;
  void add_adding(Batch& batch, int row, Random& random) const;
  void add_symbols(Batch& batch, int row, Random& random, const std::vector<std::int32_t>& text) const;

  Task task_;
  int items_, length_;
  Corpus corpus_;
  int features_ = 0, outputs_ = 0, steps_ = 0, asked_ = 0;
  std::optional<Batch> probe_;
};

}  // namespace madang::demos::rnn
