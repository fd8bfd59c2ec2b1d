#include "ui/canvas.h"

#include <algorithm>

#include "ui/host.h"
#include "ui/pad.h"

namespace madang::ui {

Canvas canvas(const char* id, ImVec2 size, std::string_view name) {
  const Canvas c = canvas(id, size, Control{.role = Role::pad, .name = name});
  constexpr float cells = 20.f;
  const ImVec2 step = {c.width() / cells, c.height() / cells};
  stop_at(c.id, {{c.low, c.high}, {c.low.x + step.x / 2.f, c.low.y + step.y / 2.f}, step});
  return c;
}

Canvas canvas(const char* id, ImVec2 size, const Control& control) {
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
  c.moved_by = c.held && !c.pressed ? ImGui::GetIO().MouseDelta : ImVec2{};
  c.clicked =
      ImGui::IsItemDeactivated() && c.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Left) && !moved;
  c.double_clicked = c.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  if (offer(control)) c.clicked = true;
  return c;
}

Canvas still_canvas(const char* id, ImVec2 size, std::string_view words) {
  Canvas c{};
  c.list = ImGui::GetWindowDrawList();
  c.low = ImGui::GetCursorScreenPos();
  c.high = {c.low.x + size.x, c.low.y + size.y};
  ImGui::Dummy(size);
  offer({.role = Role::words, .name = words}, ImGui::GetID(id), {c.low, c.high});
  return c;
}

float width_or_available(float width) {
  return std::max(1.f, width > 0.f ? width : ImGui::GetContentRegionAvail().x);
}

}  // namespace madang::ui
