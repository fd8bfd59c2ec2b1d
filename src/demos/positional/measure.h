#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.h"
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
Score score_of(const Model& model, const Exam& exam, int trained);

/// Mean attention weight by distance of the key from the query, −(length − 1) … length − 1, over heads,
/// places and sequences. Each distance counts by the pairs of places that have it.
std::vector<float> attention_by_distance(const Model& model, const Exam& exam);

/// M with PE(p + k) = M PE(p) for every p: sin and cos of one frequency are a point on a circle, and k places
/// on it has turned by k / 10000^(2i / size) (Vaswani et al. 2017, section 3.5). (size, size), turns of pairs
/// along the diagonal.
Matrix shift_matrix(int size, int k);
/// Largest |PE(p + k) − M PE(p)| over all numbers of places 0 … length − 1.
float shift_error(int size, int length, int k);

/// What a scheme says of each distance −(length − 1) … length − 1 of the key from the query, whatever the
/// symbols are: (heads or 1, distances).
///   Vectors that are added to the input: their dot product, mean over the places, of which the one at
///   distance 0 is 1. RoPE: the same of a vector of ones with itself turned. Bias: what is added to the
///   score; −∞ where ALiBi's head does not look. Without positions nothing.
Matrix profile_of(const PositionScheme& scheme, int length);

/// The picture of a scheme: P (places, size); of RoPE cos and sin of each place's angles (places, head size);
/// of a bias that of one head (length, length). Without positions nothing.
Matrix picture_of(const PositionScheme& scheme, int length, int head);

}  // namespace madang::demos::positional
