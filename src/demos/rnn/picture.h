#pragma once

#include <cstdint>

#include "demos/rnn/experiment.h"
#include "demos/rnn/training.h"

namespace madang::demos::rnn {

/// What is shown of three cells: all that every page needs, and what the present page needs besides.
void fill_picture(Snapshot& picture, Training& training, const Settings& settings, std::uint64_t seed);

}  // namespace madang::demos::rnn
