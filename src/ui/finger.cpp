#include "ui/finger.h"

#include <imgui.h>

#include "ui/host.h"

namespace madang::ui {

void take_drag() {
  if (Host* const shell = host()) shell->takes_drag = true;
}

void scroll_by_drag() {
  if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return;
  take_drag();
  if (!ImGui::IsAnyItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 0.f))
    ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
}

bool by_finger() { return ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen; }

double rested_seconds() {
  const Host* const shell = host();
  if (shell && shell->finger.rests) return ImGui::GetTime() - shell->finger.since;
  const bool pressed =
      ImGui::IsMouseDown(ImGuiMouseButton_Left) && !ImGui::IsMouseDragging(ImGuiMouseButton_Left);
  return pressed ? static_cast<double>(ImGui::GetIO().MouseDownDuration[0]) : -1.0;
}

}  // namespace madang::ui
