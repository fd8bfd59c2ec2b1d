#pragma once

#include <cstdint>
#include <string>

#include "demos/rnn/settings.h"

namespace madang::demos::rnn {

/// The training of the chosen cell as a Python script: the same first weights and sequences, for `steps`
/// steps. It prints the loss over the probe before the first step and after each one.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::rnn
