#pragma once

#include <array>
#include <string>
#include <vector>

#include "demo/view.h"
#include "demos/compute/cost.h"
#include "demos/compute/experiment.h"

namespace madang::demos::compute {

using Parts = demo::Parts<Settings, Snapshot>;

/// The shortest name that tells backends apart.
const char* name_of(Backend backend, Language language);
/// What it is, in one sentence.
const char* description_of(Backend backend, Language language);
/// "n = 256", "12.3 ms", "850 µs"
std::string time_text(float milliseconds);
/// SIMD's speed over that of the scalar kernels at the largest size that both have; NaN before.
float vector_gain(const Snapshot& snapshot);
/// The largest relative difference from double precision of all backends; NaN before.
float worst_difference(const Snapshot& snapshot);
/// From which n on the GPU is taken, or that it never is; empty while nothing is known.
std::string crossover_text(const Snapshot& snapshot, Language language);
std::string describe(const Snapshot& snapshot, const Settings& settings, Language language);

void draw_speed(const Parts& parts);
void draw_roofline(const Parts& parts);
void draw_table(const Parts& parts);
void draw_tuner(const Parts& parts);
/// What the GPU is, or why there is none, and a button that tries again.
void draw_graphics(const Parts& parts);

/// The whole table: a line for each size and backend, for spreadsheets with commas, for people with spaces.
std::string table_text(const Snapshot& snapshot, const Settings& settings, bool commas);

}  // namespace madang::demos::compute
