#pragma once

#include <cstdint>
#include <string>

#include "demos/activations/settings.h"

namespace madang::demos::activations {

/// The training of network A as a Python script for PyTorch: the same first weights, points and batches. See
/// demo::AnyExperiment::as_pytorch for what it prints.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::activations
