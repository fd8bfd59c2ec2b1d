#include "optim/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "core/error.h"

namespace madang {
namespace {

/// How far `step` is between 0 and `steps`: 0 … 1.
double progress(const char* schedule, int step, int steps) {
  if (steps < 1 || step < 0) {
    throw Error(std::string(schedule) + ": step " + std::to_string(step) + " of " + std::to_string(steps));
  }
  return std::min(1.0, static_cast<double>(step) / steps);
}

/// From `from` (t = 0) to `to` (t = 1) along half a cosine.
double half_cosine(double from, double to, double t) {
  return to + (from - to) * (1 + std::cos(std::numbers::pi * t)) / 2;
}

}  // namespace

float LinearWarmUp::operator()(int step) const {
  const double t = progress("linear_warm_up", step, steps);
  return static_cast<float>(start + (1.0 - start) * t);
}

float CosineDecay::operator()(int step) const {
  return static_cast<float>(half_cosine(1.0, floor, progress("cosine_decay", step, steps)));
}

float NoamSchedule::operator()(int step) const {
  progress("noam_schedule", step, warm_up);
  const double s = step + 1.0, w = warm_up;  // the paper counts from 1
  return static_cast<float>(std::min(s / w, std::sqrt(w / s)));
}

float StepDecay::operator()(int step) const {
  if (every < 1 || step < 0)
    throw Error("step_decay: step " + std::to_string(step) + ", every " + std::to_string(every));
  return static_cast<float>(std::pow(static_cast<double>(factor), step / every));
}

float OneCycle::operator()(int step) const {
  progress("one_cycle", step, steps);
  const double start = 1.0 / start_divisor, end = start / end_divisor;
  const double top = static_cast<double>(rise) * steps - 1, last = steps - 1;  // as PyTorch counts
  const double at = std::min(static_cast<double>(step), last);
  if (at <= top) return static_cast<float>(half_cosine(start, 1.0, top > 0 ? at / top : 1.0));
  return static_cast<float>(half_cosine(1.0, end, (at - top) / (last - top)));
}

}  // namespace madang
