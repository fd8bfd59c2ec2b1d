#pragma once

#include "demos/batchnorm/network.h"
#include "train/trial.h"

namespace madang::demos::batchnorm {

/// Each norm at each of trial_rates, with the batch of the settings. Contestants: norm · rates + rate.
/// Measures: test loss, test error. The images must outlive it.
train::Trial rate_trial(const Settings& settings, const data::ImageSet& set, std::uint64_t first_seed);

/// Each norm at each of trial_batches, at the rate that suits it there (tuned_rate), over equally many
/// images. Contestants and measures likewise.
train::Trial batch_trial(const Settings& settings, const data::ImageSet& set, std::uint64_t first_seed);

/// Of 0.003, 0.01, 0.03, 0.1, 0.3 and 1 the one with the lowest test error after trial_images images, a mean
/// over three to five seeds (5 hidden layers of 64).
float tuned_rate(Norm norm, int batch);

}  // namespace madang::demos::batchnorm
