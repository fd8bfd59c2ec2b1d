#pragma once

#include "demos/activations/experiment.h"
#include "demos/activations/training.h"

namespace madang::demos::activations {

/// What is shown of a network: all that every page needs, and what the present page needs besides.
void fill_picture(NetPicture& picture, Training& run, const Settings& settings, const Batch& all);

}  // namespace madang::demos::activations
