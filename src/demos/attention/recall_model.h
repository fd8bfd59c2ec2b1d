#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "autograd/variable.h"
#include "core/random.h"
#include "data/associative_recall.h"
#include "demos/attention/compute.h"
#include "nn/module.h"
#include "optim/adam.h"

namespace madang::demos::attention {

struct RecallOptions {
  data::RecallTask task;
  int embedding = 16;
  int heads = 1;
  int depth = 16;      ///< of a head
  bool cross = false;  ///< the asking token is no key itself
};

/// How well held-out sequences are answered.
struct RecallScore {
  float accuracy = 0;
  float loss = 0;
  std::vector<float> right_weight;  ///< per head: mean α of the pair that holds the answer
  float best_head() const;
};

/// One attention layer on associative recall:
///   x = E_key + E_value (the asking token: E_key + E_?),  o = MultiHead(x_last; x) W_O,  logits = o U
/// Key and value share a position, so one layer is enough: the asking token's key meets the same key.
class RecallModel {
 public:
  RecallModel(const RecallOptions& options, std::uint64_t seed);

  /// Self- or cross-attention from now on; the parameters stay.
  void set_cross(bool cross);
  /// One Adam step on a batch of fresh training sequences; returns the loss (not a number: diverged).
  float train(const Rules& rules, bool positions, float learning_rate);
  RecallScore evaluate(const Rules& rules, bool positions) const;

  /// Over the held-out sequences.
  Variable held_out_loss(const Rules& rules, bool positions) const;
  /// "key_embedding" …, "u": as above, each a matrix to multiply from the right.
  std::vector<NamedParameter> named_parameters() const;

  /// The matrices of one sequence, ready for attend().
  Flow flow(const data::RecallSequence& sequence, bool positions) const;
  /// softmax(o U): one probability per value.
  std::vector<float> answer(const std::vector<float>& output_row) const;
  const data::RecallSequence& example(int number) const {
    return held_out_[static_cast<std::size_t>(number) % held_out_.size()];
  }
  const RecallOptions& options() const { return options_; }

 private:
  struct Batch {
    std::vector<std::int32_t> keys, values;  // of the tokens looked at, sequence by sequence
    std::vector<std::int32_t> query_keys;    // one per sequence
    std::vector<std::int32_t> answers;
    int count() const { return static_cast<int>(answers.size()); }
  };
  struct Forward {
    Variable logits;   // (batch, values)
    Variable weights;  // (batch, heads, 1, keys)
  };

  Batch batch_of(const std::vector<data::RecallSequence>& sequences) const;
  Forward forward(const Batch& batch, const Rules& rules, bool positions) const;
  int source_length() const { return options_.task.pairs + (options_.cross ? 0 : 1); }
  std::int32_t question_mark() const { return options_.task.values; }
  Matrix embedding_of(const std::vector<std::int32_t>& keys, const std::vector<std::int32_t>& values) const;

  RecallOptions options_;
  Random random_;
  Variable key_embedding_;    // (keys, embedding)
  Variable value_embedding_;  // (values + 1, embedding); the last row is the question mark
  Variable w_q_, w_k_, w_v_;  // (embedding, heads * depth)
  Variable w_o_;              // (heads * depth, embedding)
  Variable u_;                // (embedding, values)
  Adam optimizer_;
  std::vector<data::RecallSequence> held_out_;
  Batch held_out_batch_;
};

}  // namespace madang::demos::attention
