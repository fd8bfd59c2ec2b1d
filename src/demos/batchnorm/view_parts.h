#pragma once

#include <string>

#include "demo/view.h"
#include "demos/batchnorm/experiment.h"

namespace madang::demos::batchnorm {

using Parts = demo::Parts<Settings, Snapshot>;

void draw_rate(const Parts& parts);
void draw_inside(const Parts& parts);
void draw_batch(const Parts& parts);

std::string name_of(Norm norm, Language language);
/// What the four networks do at this rate and batch, in a sentence or two.
std::string verdict(const Settings& settings, const Snapshot& snapshot, Language language);
/// Means over seeds against the rate or the batch, one curve for each norm, the lowest of each, and with
/// which budget.
void draw_trial(const Parts& parts, const demo::TrialPicture& trial, std::span<const float> places,
                const char* action, const std::string& x_label, const std::string& offer,
                const std::string& budget);

}  // namespace madang::demos::batchnorm
