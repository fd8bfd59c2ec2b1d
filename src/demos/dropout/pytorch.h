#pragma once

#include <cstdint>
#include <string>

#include "data/image_set.h"
#include "demos/dropout/settings.h"

namespace madang::demos::dropout {

/// The network whose training loss is the demo's first curve, and which the script repeats: the last of its
/// kind; of the Transformer, whose PyTorch layers draw lots of their own, the one without dropout.
Arm scripted_arm(Kind kind);

/// Its training as PyTorch, with the same masks.
std::string pytorch_script(const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                           std::uint64_t steps);

}  // namespace madang::demos::dropout
