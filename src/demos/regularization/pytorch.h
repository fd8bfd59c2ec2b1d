#pragma once

#include <cstdint>
#include <string>

#include "demos/regularization/pictures.h"

namespace madang::demos::regularization {

/// The run as a Python script for PyTorch: the same first weights, images and batches. For the techniques
/// that draw no lots. See demo::AnyExperiment::as_pytorch for what it prints.
std::string pytorch_script(const Settings& settings, const Pictures& pictures, std::uint64_t seed,
                           std::uint64_t steps);

}  // namespace madang::demos::regularization
