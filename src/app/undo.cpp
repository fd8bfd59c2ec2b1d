#include "app/undo.h"

namespace madang::app {

namespace {
constexpr std::size_t most_runs = 50;
constexpr double one_gesture_seconds = 1.0;
}  // namespace

void Undo::remember(const demo::Run& run, const std::string& what, double now_seconds) {
  const bool goes_on = !runs_.empty() && what == last_ && now_seconds - last_seconds_ < one_gesture_seconds;
  last_ = what;
  last_seconds_ = now_seconds;
  if (goes_on) return;
  if (runs_.size() == most_runs) runs_.erase(runs_.begin());
  runs_.push_back(run);
}

std::optional<demo::Run> Undo::take() {
  if (runs_.empty()) return {};
  demo::Run run = std::move(runs_.back());
  runs_.pop_back();
  last_.clear();
  return run;
}

void Undo::clear() {
  runs_.clear();
  last_.clear();
}

}  // namespace madang::app
