#include "ui/frame.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <imgui.h>

#include "ui/host.h"

namespace madang::ui {

void attach(Host& host) { ImGui::GetIO().UserData = &host; }

Host* host() { return static_cast<Host*>(ImGui::GetIO().UserData); }

void request_frame(double seconds) {
  if (Host* const shell = host()) shell->next_frame_seconds = std::min(shell->next_frame_seconds, seconds);
}

double take_requested_frame() {
  constexpr double never = std::numeric_limits<double>::infinity();
  Host* const shell = host();
  return shell ? std::exchange(shell->next_frame_seconds, never) : never;
}

}  // namespace madang::ui
