#pragma once

#include <string>

#include "demo/view.h"
#include "demos/regularization/experiment.h"

namespace madang::regularization {

/// What one frame is drawn from, handed to every part of the picture.
struct Parts {
  demo::Hand& hand;
  Settings& settings;
  const Snapshot& snapshot;

  const char* say(const char* korean, const char* english) const { return hand.say(korean, english); }
};

void draw_trial(const Parts& parts);

std::string name_of(Technique technique, Language language);
/// What the technique does, with its amount.
std::string story(const Settings& settings, Language language);
std::string percent(float share);
/// "1.32 ± 0.08"
std::string with_spread(float mean, float deviation);
/// The run in numbers.
std::string summary(const Snapshot& snapshot, Language language);
/// What the trial says of the chosen technique; empty before there is anything to say.
std::string verdict(const Snapshot& snapshot, const Settings& settings, Language language);

}  // namespace madang::regularization
