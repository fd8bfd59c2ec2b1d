#pragma once

#include "demos/activations/experiment.h"
#include "demos/activations/net_run.h"

namespace madang::demos::activations {

/// What is shown of a network: all that every page needs, and what the present page needs besides.
NetPicture picture_of(const NetRun& run, const Settings& settings, const Squash& squash, const Batch& all);

}  // namespace madang::demos::activations
