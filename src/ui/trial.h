#pragma once

#include <optional>
#include <span>
#include <string>

#include "demo/trial.h"
#include "demo/view.h"

namespace madang::ui {

struct Contestant {
  std::string name;
  int colour = 0;  ///< of the theme's series
};

struct TrialOptions {
  std::string measure;    ///< what is drawn: "final validation loss"
  std::size_t index = 0;  ///< of that measure
  std::optional<float> low = 0.f;
  std::size_t reference = 0;  ///< the contestant at whose mean a line is drawn
  std::string verdict = {};   ///< what stands below it once there is something to say
  std::string longest = {};   ///< verdict that may come: it has its room from the beginning
};

/// A trial over several seeds: the mean of each contestant with its standard deviation, how many runs have
/// ended, and which failed. Before it has begun it says what it is for and offers to begin: true when the
/// reader presses that. As high before as after.
bool trial(const demo::Hand& hand, const demo::TrialPicture& picture, std::span<const Contestant> contestants,
           const TrialOptions& options);

/// The place of a trial that has not begun, at least `height` css px high: what it is for, and the button
/// that begins it. True when that is pressed.
bool trial_offer(const std::string& text, const char* action, float height);

/// "1.32 ± 0.08", one rounding for means with their deviation.
std::string with_deviation(float mean, float deviation);

}  // namespace madang::ui
