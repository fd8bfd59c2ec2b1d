#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/matrix.h"
#include "demos/positional/settings.h"

namespace madang::demos::positional {

/// One of the two models.
struct ModelPicture {
  float loss = 0;                 ///< on test sequences of the trained length
  float accuracy = 0;             ///< there
  float accuracy_beyond = 0;      ///< at the places of longer sequences that lie behind the trained length
  std::vector<float> by_place{};  ///< accuracy at place 1, 2 … of longer sequences
  // On their pages. A distance, from −(trained length − 1) on, is the key's place − the query's.
  Matrix profile{};               ///< (heads or 1, distances): what the scheme alone says, see measure.h
  std::vector<float> attended{};  ///< mean weight by distance, over heads, places and test sequences
  Matrix encoding{};              ///< see picture_of in measure.h
  Matrix attention{};             ///< weights of one head (queries, keys) in the example
  /// Its answer at each place of the example, also where nothing is asked.
  std::vector<std::int32_t> given{};

  template <class Visitor>
  void visit(Visitor& v) {
    v(loss, accuracy, accuracy_beyond, by_place, profile, attended, encoding, attention, given);
  }
};

struct Snapshot {
  std::vector<ModelPicture> models;  ///< A and B
  std::uint64_t step = 0;
  int trained_length = 0;
  float guess = 0;  ///< accuracy of the best order-blind guess, on the same test sequences
  float guess_beyond = 0;
  std::vector<float> guess_by_place;
  std::vector<std::string> symbols;   ///< of the example: on the page of learning and of the attention
  std::vector<std::int32_t> targets;  ///< of the example; −1 where nothing is asked
  std::vector<std::string> answers;   ///< names of all answers
  Matrix shift;                       ///< on the page of the encoding: M of PE(p + k) = M PE(p)
  float shift_error = 0;              ///< largest |PE(p + k) − M PE(p)|

  template <class Visitor>
  void visit(Visitor& v) {
    v(models, step, trained_length, guess, guess_beyond, guess_by_place, symbols, targets, answers, shift,
      shift_error);
  }
};

}  // namespace madang::demos::positional
