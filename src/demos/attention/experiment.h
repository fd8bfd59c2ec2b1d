#pragma once

#include <string>
#include <vector>

#include "demos/attention/flow.h"
#include "demos/attention/measure.h"
#include "demos/attention/settings.h"

namespace madang::demos::attention {

/// What step() walks through while nothing is being learned.
enum class Stage : std::uint8_t { whole, embedding, projection, scores, scaling, softmax, mixing, joining };
inline constexpr int stage_count = 8;

/// Which device computed α V, and how near it came.
struct DeviceReport {
  Backend used = Backend::simd;
  bool waiting = false;  ///< for the GPU's answer; until it comes the picture is SIMD's
  Text reason;           ///< why WebGPU was asked for and not used
  std::string adapter;
  int compared = 0;  ///< numbers held against a computation in double precision
  float largest_difference = 0;
  float relative_difference = 0;    ///< divided by the largest number
  int timed_length = 0;             ///< tokens, one head of 64; 0: not timed yet
  std::vector<float> milliseconds;  ///< per call, median; by Backend; negative: not available

  template <class Visitor>
  void visit(Visitor& v) {
    v(used, waiting, reason, adapter, compared, largest_difference, relative_difference, timed_length,
      milliseconds);
  }
};

/// The training on associative recall so far.
struct Learning {
  bool active = false;
  int steps = 0;
  float loss = 0;  ///< on held-out questions at the last look, as the following
  float accuracy = 0;
  float right_weight = 0;           ///< of the best head
  std::vector<float> head_weights;  ///< the same per head
  std::vector<float> answer;        ///< probability of each value for the shown question
  std::vector<std::string> values;  ///< their names
  int right_value = 0;
  int right_token = 0;  ///< where the answer stands

  template <class Visitor>
  void visit(Visitor& v) {
    v(active, steps, loss, accuracy, right_weight, head_weights, answer, values, right_value, right_token);
  }
};

struct Snapshot {
  std::vector<std::string> tokens;         ///< that ask
  std::vector<std::string> source_tokens;  ///< that are looked at; the same in self-attention
  bool cut = false;                        ///< the sentence is longer than what is shown
  bool source_cut = false;
  bool empty = false;  ///< a sentence was empty, so its default stands in
  Flow flow;
  std::vector<Edit> edits;
  Stage stage = Stage::whole;
  Measures measures;
  Scaling scaling;
  DeviceReport device;
  Learning learning;

  template <class Visitor>
  void visit(Visitor& v) {
    v(tokens, source_tokens, cut, source_cut, empty, flow, edits, stage, measures, scaling, device, learning);
  }
};

// Actions:
//   "edit"        text: a name of which_names; numbers: head, row, column, value
//   "undo"        takes the last edit back
//   "undo_edits"  takes all of them back
//   "measure"     times every device at settings.bench_length tokens

}  // namespace madang::demos::attention
