#include "ui/finger.h"

#include <imgui.h>
#include <imgui_internal.h>

#include "ui/host.h"

namespace madang::ui {

namespace {

/// Whether a widget is held. ImGui takes a press beside all widgets for the beginning of a window's move.
bool holds_widget() {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  return g.ActiveId != 0 && !(g.ActiveIdWindow && g.ActiveId == g.ActiveIdWindow->MoveId);
}

}  // namespace

void take_drag() {
  if (Host* const shell = host()) shell->takes_drag = true;
}

void scroll_by_drag() {
  if (ImGui::GetScrollMaxY() <= 0.f) return;
  if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return;
  take_drag();
  if (!holds_widget() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 0.f))
    ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
}

bool takes_sideways() {
  const Host* const shell = host();
  return shell && (shell->takes_drag || ImGui::IsAnyItemHovered());
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
