#pragma once

#include <cstdint>
#include <string>

#include "demos/embeddings/settings.h"

namespace madang::demos::embeddings {

/// The training of the chosen model as a Python script: the same corpus, first weights, examples and negative
/// samples, for `steps` steps. It prints the loss of each step's batch.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::embeddings
