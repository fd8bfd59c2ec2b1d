#pragma once

#include <cstdint>
#include <string>

#include "demos/seq2seq/settings.h"

namespace madang::demos::seq2seq {

/// The training of the model that is looked into as a Python script: the same first weights and batches, for
/// `steps` steps. It prints the loss of each batch.
std::string pytorch_script(const Settings& settings, std::uint64_t seed, std::uint64_t steps);

}  // namespace madang::demos::seq2seq
