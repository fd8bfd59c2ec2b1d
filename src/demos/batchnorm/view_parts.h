#pragma once

#include <span>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/batchnorm/experiment.h"

namespace madang::demos::batchnorm {

using Parts = demo::Parts<Settings, Snapshot>;

void draw_inside(const Parts& parts);
void draw_batch(const Parts& parts);

std::string name_of(Norm norm, Language language);
inline void act(const Parts& parts, const char* name, std::vector<float> numbers = {}) {
  parts.hand.act({.name = name, .numbers = std::move(numbers), .text = {}});
}

struct TrialWords {
  const char* action;             ///< that begins it
  std::span<const float> places;  ///< rates or batch sizes, at which each norm runs
  Text place, offer;              ///< what they are, and the button
  std::string budget;             ///< of a run
};
/// Means over seeds against the places, one curve for each norm, and the lowest of each.
void draw_trial(const Parts& parts, const demo::TrialPicture& trial, const TrialWords& words);

}  // namespace madang::demos::batchnorm
