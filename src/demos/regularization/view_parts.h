#pragma once

#include <string>

#include "demo/view.h"
#include "demos/regularization/experiment.h"

namespace madang::demos::regularization {

using Parts = demo::Parts<Settings, Snapshot>;

void draw_trial(const Parts& parts);
/// A run of which summary and verdict say the most, for which there is room.
Snapshot longest_to_tell();

Text name_of(Technique technique);
/// What the technique does, with its amount.
std::string story(const Settings& settings, Language language);
/// What the run has come to and what the technique does; before it has begun, the latter alone.
std::string sentence(const Snapshot& snapshot, const Settings& settings, Language language);
/// The run in numbers.
std::string summary(const Snapshot& snapshot, Language language);
/// What the trial says of the chosen technique; empty before there is anything to say.
std::string verdict(const Snapshot& snapshot, const Settings& settings, Language language);

}  // namespace madang::demos::regularization
