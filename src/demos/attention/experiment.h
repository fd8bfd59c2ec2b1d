#pragma once

#include <string>
#include <vector>

#include "demos/attention/flow.h"
#include "demos/attention/measures.h"
#include "demos/attention/settings.h"

namespace madang::demos::attention {

/// What step() walks through while nothing is being learned.
enum class Stage : std::uint8_t { whole, embedding, projection, scores, scaling, softmax, mixing, joining };
inline constexpr int stage_count = 8;

/// Which device computed α V, and how near it came.
struct DeviceReport {
  Backend used = Backend::simd;
  bool waiting = false;       ///< for the GPU's answer; until it comes the picture is SIMD's
  std::string reason_korean;  ///< why WebGPU was asked for and not used
  std::string reason_english;
  std::string adapter;
  int compared = 0;  ///< numbers held against a computation in double precision
  float largest_difference = 0;
  float relative_difference = 0;    ///< divided by the largest number
  int timed_length = 0;             ///< tokens, one head of 64; 0: not timed yet
  std::vector<float> milliseconds;  ///< per call, median; by Backend; negative: not available

  template <class Visitor>
  void visit(Visitor& v) {
    v("used", used);
    v("waiting", waiting);
    v("reason_korean", reason_korean);
    v("reason_english", reason_english);
    v("adapter", adapter);
    v("compared", compared);
    v("largest_difference", largest_difference);
    v("relative_difference", relative_difference);
    v("timed_length", timed_length);
    v("milliseconds", milliseconds);
  }
};

/// The training on associative recall so far.
struct Learning {
  bool active = false;
  int steps = 0;
  std::vector<float> steps_trained;  ///< x of the three curves
  std::vector<float> loss;           ///< on held-out questions, as everything here
  std::vector<float> accuracy;
  std::vector<float> right_weight;  ///< of the best head
  std::vector<float> head_weights;  ///< per head, now
  std::vector<float> answer;        ///< probability of each value for the shown question
  std::vector<std::string> values;  ///< their names
  int right_value = 0;
  int right_token = 0;  ///< where the answer stands

  template <class Visitor>
  void visit(Visitor& v) {
    v("active", active);
    v("steps", steps);
    v("steps_trained", steps_trained);
    v("loss", loss);
    v("accuracy", accuracy);
    v("right_weight", right_weight);
    v("head_weights", head_weights);
    v("answer", answer);
    v("values", values);
    v("right_value", right_value);
    v("right_token", right_token);
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
    v("tokens", tokens);
    v("source_tokens", source_tokens);
    v("cut", cut);
    v("source_cut", source_cut);
    v("empty", empty);
    v("flow", flow);
    v("edits", edits);
    v("stage", stage);
    v("measures", measures);
    v("scaling", scaling);
    v("device", device);
    v("learning", learning);
  }
};

// Actions:
//   "edit"        text: a name of which_names; numbers: head, row, column, value
//   "undo"        takes the last edit back
//   "undo_edits"  takes all of them back
//   "measure"     times every device at settings.bench_length tokens

}  // namespace madang::demos::attention
