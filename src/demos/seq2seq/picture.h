#pragma once

#include "demos/seq2seq/experiment.h"
#include "demos/seq2seq/training.h"

namespace madang::demos::seq2seq {

/// The snapshot, but for its trial.
void fill_picture(Snapshot& picture, const Training& training, const Settings& settings);

}  // namespace madang::demos::seq2seq
