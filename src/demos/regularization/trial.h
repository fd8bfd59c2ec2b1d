#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demos/regularization/settings.h"
#include "train/trial.h"

namespace madang::demos::regularization {

/// Techniques against each other, those of one seed on the same pictures, first weights and order of batches.
/// Measures: in the order of Measure. `file` must outlive it.
train::Trial trial_of(const Settings& settings, std::span<const std::byte> file, std::uint64_t first_seed);

}  // namespace madang::demos::regularization
