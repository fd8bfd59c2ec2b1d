#pragma once

#include "demos/positional/experiment.h"
#include "demos/positional/training.h"

namespace madang::demos::positional {

/// What the present page shows of the training.
void fill_picture(Snapshot& picture, Training& training, const Settings& settings);

}  // namespace madang::demos::positional
