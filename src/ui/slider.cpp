#include "ui/slider.h"

#include <algorithm>
#include <utility>

#include <imgui.h>

#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr float groove_height = 6.f;
constexpr float knob_radius = 9.f;

/// Dear ImGui's slider does the behaviour (mouse, touch, keys) and stays unseen.
class Unseen {
 public:
  explicit Unseen(float width) {
    for (const ImGuiCol colour : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive,
                                  ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive})
      ImGui::PushStyleColor(colour, IM_COL32_BLACK_TRANS);
    ImGui::PushStyleVar(ImGuiStyleVar_GrabMinSize, 2.f * knob_radius);
    ImGui::SetNextItemWidth(std::max(1.f, width));
  }
  ~Unseen() {
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(5);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
};

void draw(float position) {
  const Theme& t = theme();
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const float middle = (low.y + high.y) / 2.f, half = groove_height / 2.f;
  const float left = low.x + knob_radius + 2.f, right = std::max(left, high.x - knob_radius - 2.f);
  const float x = left + (right - left) * std::clamp(position, 0.f, 1.f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool lively = ImGui::IsItemHovered() || ImGui::IsItemActive();
  list.AddRectFilled({low.x, middle - half}, {high.x, middle + half}, lively ? t.control_hovered : t.control,
                     half);
  list.AddRectFilled({low.x, middle - half}, {x, middle + half}, t.accent, half);
  list.AddCircleFilled({x, middle}, knob_radius + (ImGui::IsItemActive() ? 2.f : 0.f), t.accent);
  list.AddCircleFilled({x, middle}, knob_radius - 3.f, t.background);
}

}  // namespace

bool slider(const char* id, float& position, float width, Control control, bool* by_keys) {
  const Unseen style(width);
  bool moved = ImGui::SliderFloat(id, &position, 0.f, 1.f, "",
                                  ImGuiSliderFlags_NoInput | ImGuiSliderFlags_NoRoundToFormat);
  draw(position);
  control.role = Role::slider;
  control.now = position;
  if (const auto asked = offer(control)) {
    moved = *asked != position;
    position = std::clamp(*asked, 0.f, 1.f);
    if (by_keys) *by_keys = moved;
  }
  return moved;
}

bool slider(const char* id, int& value, int low, int high, float width, Control control) {
  const Unseen style(width);
  bool moved =
      ImGui::SliderInt(id, &value, low, high, "", ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_NoInput);
  draw(high > low ? static_cast<float>(value - low) / static_cast<float>(high - low) : 0.f);
  control.role = Role::slider;
  control.now = static_cast<float>(value);
  control.low = static_cast<float>(low);
  control.high = static_cast<float>(high);
  control.step = 1.f;
  if (const auto asked = offer(control)) {
    const int before = std::exchange(value, std::clamp(static_cast<int>(*asked), low, high));
    moved = moved || value != before;
  }
  return moved;
}

}  // namespace madang::ui
