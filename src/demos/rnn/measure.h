#pragma once

#include <vector>

#include "demos/rnn/lesson.h"
#include "demos/rnn/model.h"

namespace madang::demos::rnn {

/// What the model says at the steps that are asked. hidden: (rows, steps, hidden) → (rows · asked, outputs)
Variable answers(const Model& model, const Variable& hidden, int asked);
/// Mean squared error in the adding problem, else the cross-entropy, over all answers.
Variable loss_of(const Variable& answers, const Batch& batch);
Variable loss_of(const Model& model, const Lesson& lesson, const Batch& batch);

struct Score {
  float loss = 0;
  float right = 0;  // share of answers: within 0.1 of the sum, or the likeliest symbol is the true one
};
Score score(const Model& model, const Lesson& lesson, const Batch& batch);
/// Whether the long-lag task counts as solved; a text never does.
bool solved(Task task, const Score& score);

/// How much of the error at the last step arrives at each earlier one.
struct Reach {
  std::vector<float> hidden;  // mean over the sequences of ‖∂L_T/∂h_{T−k}‖, for k = 0, 1 …
  std::vector<float> input;   // of ‖∂L_T/∂x_{T−k}‖

  const std::vector<float>& of(Measured measured) const {
    return measured == Measured::hidden ? hidden : input;
  }
};
/// By one pass back through time over the first `rows` sequences. L_T: the loss of each sequence's last
/// answer.
Reach reach_of(const Model& model, const Lesson& lesson, const Batch& batch, int rows);

/// The distance of which numbers speak: 50 steps, or as far back as the sequence goes.
inline int far_distance(const Lesson& lesson) { return lesson.steps() > 50 ? 50 : lesson.steps() - 1; }
/// ‖∂L_T/∂h_{T−k}‖ / ‖∂L_T/∂h_T‖
inline float far_share(const std::vector<float>& norms, int distance) {
  return norms[static_cast<std::size_t>(distance)] / norms.front();
}

/// What is told of a model while it learns.
struct Measurement {
  Score score;  // over the probe
  Reach reach;  // over its first 16 sequences
  float far_share = 0;
};
Measurement measure(const Model& model, const Lesson& lesson);

/// The first `rows` sequences.
Batch first_rows(const Batch& batch, int rows);
/// One of them.
Batch one_row(const Batch& batch, int row);

}  // namespace madang::demos::rnn
