#pragma once

#include <cstdint>
#include <span>

#include "demos/rnn/experiment.h"
#include "demos/rnn/net_run.h"

namespace madang::demos::rnn {

/// What is shown of three cells: all that every page needs, and what the present page needs besides.
void fill_picture(Snapshot& picture, std::span<const NetRun> runs, const Lesson& lesson,
                  const Settings& settings, std::uint64_t seed);

}  // namespace madang::demos::rnn
