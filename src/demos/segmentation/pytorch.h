#pragma once

#include <string>

#include "demos/segmentation/training.h"

namespace madang::demos::segmentation {

/// The training of the U-Net, its scenes among the lines.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::segmentation
