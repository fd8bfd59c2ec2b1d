#pragma once

#include <vector>

#include "demos/cnn/experiment.h"
#include "demos/cnn/settings.h"

namespace madang::demos::cnn {

/// A row for each network with the present settings, computed from its architecture; no times.
std::vector<ZooRow> zoo_rows(const Settings& settings);

/// Puts the times of this machine into the rows, those of untrained networks: what a network answers does not
/// change how long it takes.
void measure_times(std::vector<ZooRow>& rows, const Settings& settings);

/// Two 3×3 convolutions and one 5×5, from 16 channels to 16: what they cost, and which pixels of the input
/// the middle of the output really depends on, with first weights of this seed.
std::vector<StackRow> stack_rows(std::uint64_t seed);

}  // namespace madang::demos::cnn
