#pragma once

#include <string>

#include "demo/view.h"
#include "demos/compute/experiment.h"

namespace madang::demos::compute {

using Parts = demo::Parts<Settings, Snapshot>;

void draw_table(const Parts& parts);
void draw_tuner(const Parts& parts);
/// A small text in the room that `longest` would take: what stands below does not move when it changes.
void draw_room(const std::string& text, const std::string& longest);
/// What the GPU is, or why there is none, then with a button that tries again. The last of every page.
void draw_graphics(const Parts& parts);

/// Null until the snapshot has it.
const Row* row_of(const Snapshot& snapshot, Backend backend);
/// The largest relative difference from double precision of all backends; NaN before.
float worst_difference(const Snapshot& snapshot);
/// From which n on the GPU is taken, or that it never is; empty while nothing is known.
std::string crossover_text(const Snapshot& snapshot, Language language);
/// The tuner's names are English; they are what is remembered.
std::string variant_name(std::string name, Language language);
/// What was found on this machine, as far as it is known and the page is about it.
std::string sight(const Snapshot& snapshot, const Settings& settings, Language language);

inline const std::string& name_of(Backend backend, Language language) {
  return named(backend).name.in(language);
}

}  // namespace madang::demos::compute
