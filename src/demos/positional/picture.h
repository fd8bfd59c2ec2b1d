#pragma once

#include "demos/positional/experiment.h"
#include "demos/positional/training.h"

namespace madang::demos::positional {

/// What the present page shows of the training.
Snapshot picture_of(const Training& training, const Settings& settings);

/// Mean attention weight by distance of the key from the query, −(length − 1) … length − 1, over heads,
/// places and the test sequences of the trained length. Each distance counts by the pairs of places that have
/// it.
std::vector<float> attention_by_distance(const Learner& learner, const Exam& exam);

}  // namespace madang::demos::positional
