#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "demo/view.h"
#include "demos/prenorm/experiment.h"

namespace madang::demos::prenorm {

using Parts = demo::Parts<Settings, Snapshot>;

inline constexpr Arm in_order[] = {Arm::pre, Arm::post, Arm::warm};

void draw_next(const Parts& parts);
void draw_layers(const Parts& parts);
void draw_seeds(const Parts& parts);

/// What the models do, in a sentence or two; a failure has a name.
std::string verdict(const Settings& settings, const Snapshot& snapshot, Language language);
/// The quantity shown along the blocks, at the start and now.
std::string about_layers(const Settings& settings, const Snapshot& snapshot, Language language);
/// Which share of the runs has failed.
std::string about_seeds(const Snapshot& snapshot, Language language);
/// The losses of all.
std::string losses(const Snapshot& snapshot, Language language);

template <class Value>
const Value& of(const std::vector<Value>& all, Arm arm) {
  return all[static_cast<std::size_t>(arm)];
}

/// Of the runs of a contestant that have ended, those that stand at the unigram line or have diverged.
inline float failed_share(const demo::Outcome& outcome) {
  if (outcome.runs == 0) return NAN;
  const auto learned = static_cast<float>(outcome.runs - outcome.failures);
  const float standing_share = outcome.mean.size() > 1 ? outcome.mean[1] : 0.f;
  return (static_cast<float>(outcome.failures) + standing_share * learned) / static_cast<float>(outcome.runs);
}

inline void act(const Parts& parts, const char* name) {
  parts.hand.act({.name = name, .numbers = {}, .text = {}});
}

}  // namespace madang::demos::prenorm
