#pragma once

#include "demos/embeddings/experiment.h"
#include "demos/embeddings/training.h"

namespace madang::demos::embeddings {

/// The reader's question, or that of the chosen pairs.
struct Question {
  std::vector<std::int32_t> words;  ///< a, b, c, and the planted answer where there is one; none of nonsense
  Text objection;
};
Question question_of(const Settings& settings, const Corpus& corpus);

/// All of the snapshot but the trial.
void fill_picture(Snapshot& picture, const Training& training, const Settings& settings);

}  // namespace madang::demos::embeddings
