#include "ui/canvas.h"

#include <algorithm>

#include "ui/host.h"

namespace madang::ui {

Canvas canvas(const char* id, ImVec2 size) {
  constexpr float shake_px = 6.f;  // farther is a drag; a finger is never quite still
  size = {std::max(1.f, size.x), std::max(1.f, size.y)};
  ImGui::InvisibleButton(id, size, ImGuiButtonFlags_EnableNav);
  Canvas c{};
  c.id = ImGui::GetItemID();
  c.list = ImGui::GetWindowDrawList();
  c.low = ImGui::GetItemRectMin();
  c.high = ImGui::GetItemRectMax();
  constexpr float least_picture_px = 60.f;  // lower is a control
  if (Host* const shell = host(); shell && size.y >= least_picture_px)
    shell->picture_top = std::min(shell->picture_top, c.low.y);
  c.mouse = ImGui::GetMousePos();
  c.hovered = ImGui::IsItemHovered() && ImGui::IsMousePosValid();
  c.pressed = ImGui::IsItemActivated() && ImGui::IsMouseDown(ImGuiMouseButton_Left);
  c.held = ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left);
  const ImVec2 drag = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0.f);
  const bool moved = std::max(std::abs(drag.x), std::abs(drag.y)) > shake_px ||
                     ImGui::GetIO().MouseDragMaxDistanceSqr[0] > shake_px * shake_px;
  c.moved = c.held && moved;
  c.clicked =
      ImGui::IsItemDeactivated() && c.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !moved;
  c.double_clicked = c.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  return c;
}

float width_or_available(float width) {
  return std::max(1.f, width > 0.f ? width : ImGui::GetContentRegionAvail().x);
}

}  // namespace madang::ui
