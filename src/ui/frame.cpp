#include "ui/frame.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <imgui.h>

#include "ui/host.h"

namespace madang::ui {

void attach(Host& host) { ImGui::GetIO().UserData = &host; }

Host* host() { return static_cast<Host*>(ImGui::GetIO().UserData); }

void complain(const Text& message) {
  if (Host* const shell = host(); shell && shell->complain) shell->complain(message);
}

void request_frame(double seconds) {
  if (Host* const shell = host()) shell->next_frame_seconds = std::min(shell->next_frame_seconds, seconds);
}

void begin_frame() {
  Host* const shell = host();
  if (!shell) return;
  shell->takes_drag = shell->zooms = false;
  shell->picture_top = std::numeric_limits<float>::infinity();
  shell->access.begin_frame();
  if (shell->finger.rests && shell->finger.since < 0.0) shell->finger.since = ImGui::GetTime();
}

double end_frame() {
  constexpr double never = std::numeric_limits<double>::infinity();
  Host* const shell = host();
  if (!shell) return never;
  shell->pinch = {};  // of nobody, where nothing under it could be magnified
  shell->access.end_frame();
  shell->pointer.end_frame();
  return std::exchange(shell->next_frame_seconds, never);
}

}  // namespace madang::ui
