#pragma once

#include <string>

#include "demos/detection/scenes.h"

namespace madang::demos::detection {

/// The training of YOLO, without a query decoder, as PyTorch.
std::string pytorch_script(const Settings& settings, const Scenes& scenes, std::uint64_t seed,
                           std::uint64_t steps);

}  // namespace madang::demos::detection
