#include "app/undo.h"

namespace madang::app {

namespace {
constexpr std::size_t most_kept = 50;
constexpr double one_gesture_seconds = 1.0;
}  // namespace

void Undo::remember(const Standing& before, const std::string& what, double now_seconds) {
  const bool goes_on = !kept_.empty() && what == last_ && now_seconds - last_seconds_ < one_gesture_seconds;
  last_ = what;
  last_seconds_ = now_seconds;
  if (goes_on) return;
  if (kept_.size() == most_kept) kept_.erase(kept_.begin());
  kept_.push_back(before);
}

std::optional<Standing> Undo::take() {
  if (kept_.empty()) return {};
  Standing before = std::move(kept_.back());
  kept_.pop_back();
  last_.clear();
  return before;
}

}  // namespace madang::app
