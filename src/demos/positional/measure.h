#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demos/positional/model.h"
#include "demos/positional/task.h"

namespace madang::demos::positional {

/// Test sequences and where they ask.
struct Exam {
  explicit Exam(Sequences drawn);

  Sequences sequences;
  std::vector<std::int32_t> asked;    // indices into symbols
  std::vector<std::int32_t> answers;  // one for each of them
};

struct Score {
  float loss = 0;
  float accuracy = 0;
  float accuracy_beyond = 0;    // at places behind the trained length
  std::vector<float> by_place;  // share of right answers at each place; not a number: never asked there
};

/// Share of right answers among `given`, one for each question; places from `trained` on count as beyond.
Score score_of(const Exam& exam, std::span<const std::int32_t> given, int trained);

/// Of the best guess that does not know the order.
Score order_blind_score(const Rules& rules, const Exam& exam, int trained);

/// The mean cross-entropy of the answers.
Variable loss_of(const Model& model, const Exam& exam);
/// The likeliest answer to each question.
std::vector<std::int32_t> answers_of(const Model& model, const Exam& exam);
Score score_of(const Model& model, const Exam& exam, int trained);

/// Mean attention weight by distance of the key from the query, −(length − 1) … length − 1, over heads,
/// places and sequences. Each distance counts by the pairs of places that have it.
std::vector<float> attention_by_distance(const Model& model, const Exam& exam);

}  // namespace madang::demos::positional
