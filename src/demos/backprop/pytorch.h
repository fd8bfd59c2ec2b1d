#pragma once

#include <cstdint>
#include <string>

#include "demos/backprop/settings.h"

namespace madang::demos::backprop {

/// The training of a run as a Python script: the same points, first weights and batches, for `steps` steps.
/// It prints the training loss before the first step and after each one.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::backprop
