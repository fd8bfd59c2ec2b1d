#pragma once

#include "demos/backprop/experiment.h"
#include "demos/backprop/trace.h"
#include "demos/backprop/training.h"
#include "demos/backprop/walk.h"

namespace madang::demos::backprop {

/// Points, weights, what the network decides over the plane, and its scores.
void fill_picture(Snapshot& picture, const Training& training);

/// What the walk of a point has uncovered so far, on top of that.
void fill_walk(Snapshot& picture, const Walk& walk, const Trace& trace, const Settings& settings);

}  // namespace madang::demos::backprop
