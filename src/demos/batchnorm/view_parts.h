#pragma once

#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/batchnorm/experiment.h"

namespace madang::demos::batchnorm {

using Parts = demo::Parts<Settings, Snapshot>;

void draw_inside(const Parts& parts);
void draw_batch(const Parts& parts);
/// What the chosen norm takes its mean over: the frame in the picture.
std::string over_what(const Settings& settings, const Snapshot& snapshot, Language language);

inline void act(const Parts& parts, const char* name, std::vector<float> numbers = {}) {
  parts.hand.act({.name = name, .numbers = std::move(numbers), .text = {}});
}

}  // namespace madang::demos::batchnorm
