#pragma once

#include <cstdint>
#include <string>

#include "data/image_set.h"
#include "demos/cnn/settings.h"

namespace madang::demos::cnn {

/// The training as a script that needs nothing but torch: the images it sees, the first weights, the batches,
/// and the loop over `steps` steps.
std::string pytorch_script(const Settings& settings, const data::ImageSet& set, std::uint64_t seed,
                           std::uint64_t steps);

}  // namespace madang::demos::cnn
