#pragma once

#include <string>

#include "demo/view.h"
#include "demos/compute/experiment.h"

namespace madang::demos::compute {

using Parts = demo::Parts<Settings, Snapshot>;

void draw_table(const Parts& parts);
void draw_tuner(const Parts& parts);
/// A small text in a room of so many lines: what stands below does not move when it changes.
void draw_room(const std::string& text, int lines);
/// What the GPU is, or why there is none, and a button that tries again.
void draw_graphics(const Parts& parts);

inline const std::string& name_of(Backend backend, Language language) {
  return named(backend).name.in(language);
}

}  // namespace madang::demos::compute
