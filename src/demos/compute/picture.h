#pragma once

#include <vector>

#include "demo/history.h"
#include "demos/compute/gpu_runs.h"
#include "demos/compute/measurements.h"
#include "gpu/crossover.h"

/// From what was measured to what is shown.
namespace madang::demos::compute {

gpu::Operation operation_of(Work work);

void fill_rows(Snapshot& picture, const Measurements& measurements, const Available& available);
void fill_graphics(Graphics& picture, GpuRuns& gpu, const Settings& settings,
                   const std::vector<gpu::Timing>& timings, int tuned_size);
void fill_automatic(Automatic& picture, const Measurements& measurements, GpuRuns& gpu,
                    const Settings& settings);
/// A curve for each backend, GFLOP/s by n with the quartiles of the rounds; nothing is measured yet.
demo::History speed_curves();
/// What is measured of a backend goes into its curve.
void note_speed(demo::History& history, const Measurements& measurements, Backend backend);

}  // namespace madang::demos::compute
