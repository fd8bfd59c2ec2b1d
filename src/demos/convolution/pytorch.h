#pragma once

#include <cstdint>
#include <string>

#include "demos/convolution/training.h"

namespace madang::demos::convolution {

/// The learning of a kernel as a Python script, `steps` updates from the layer's weights on. It prints the
/// loss before the first one and after each.
std::string pytorch_script(const Settings& settings, const Lesson& lesson, const Conv2d& layer,
                           std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::convolution
