#pragma once

#include <cstdint>
#include <string>

#include "demos/positional/settings.h"

namespace madang::demos::positional {

/// The training of model A as a Python script: the same first weights and batches, for `steps` steps. It
/// prints the loss of each batch.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::positional
