#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "autograd/variable.h"
#include "core/random.h"
#include "data/associative_recall.h"
#include "demos/attention/compute.h"
#include "nn/module.h"

namespace madang::demos::attention {

struct RecallOptions {
  data::RecallTask task;
  int embedding = 16;
  int heads = 1;
  int depth = 16;      ///< of a head
  bool cross = false;  ///< the asking token is no key itself
};

/// One attention layer on associative recall:
///   x = E_key + E_value (the asking token: E_key + E_?),  o = MultiHead(x_last; x) W_O,  logits = o U
/// Key and value share a position, so one layer is enough: the asking token's key meets the same key.
class RecallModel {
 public:
  RecallModel(const RecallOptions& options, Random& random);

  /// Self- or cross-attention from now on; the parameters stay.
  void set_cross(bool cross) { options_.cross = cross; }

  struct Forward {
    Variable logits;   // (sequences, values)
    Variable weights;  // (sequences, heads, 1, keys)
  };
  Forward forward(std::span<const data::RecallSequence> sequences, const Rules& rules, bool positions) const;

  /// "key_embedding" …, "u": as above, each a matrix to multiply from the right.
  std::vector<NamedParameter> named_parameters() const;
  std::vector<Variable> parameters() const { return without_names(named_parameters()); }

  /// The matrices of one sequence, ready for attend().
  Flow flow(const data::RecallSequence& sequence, bool positions) const;
  /// softmax(o U): one probability per value.
  std::vector<float> answer(const std::vector<float>& output_row) const;
  const RecallOptions& options() const { return options_; }

 private:
  struct Batch {
    std::vector<std::int32_t> keys, values;  // of the tokens looked at, sequence by sequence
    std::vector<std::int32_t> query_keys;    // one per sequence
  };

  Batch batch_of(std::span<const data::RecallSequence> sequences) const;
  Tensor asking_mask(const Rules& rules) const;
  int source_length() const { return options_.task.pairs + (options_.cross ? 0 : 1); }
  std::int32_t question_mark() const { return options_.task.values; }
  Matrix embedding_of(const std::vector<std::int32_t>& keys, const std::vector<std::int32_t>& values) const;

  RecallOptions options_;
  Variable key_embedding_;    // (keys, embedding)
  Variable value_embedding_;  // (values + 1, embedding); the last row is the question mark
  Variable w_q_, w_k_, w_v_;  // (embedding, heads * depth)
  Variable w_o_;              // (heads * depth, embedding)
  Variable u_;                // (embedding, values)
};

}  // namespace madang::demos::attention
