#include "ui/controls.h"

#include <algorithm>

#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/finger.h"
#include "ui/frame.h"
#include "ui/host.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

void tooltip(const std::string& text) {
  if (text.empty()) return;
  constexpr double long_press_seconds = 0.5;
  const bool touch = ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen;
  if (touch) {
    const double rested = rested_seconds();
    if (rested < 0.0 || !(ImGui::IsItemActive() || ImGui::IsItemHovered())) return;
    if (rested < long_press_seconds) return request_frame(long_press_seconds - rested);
    if (Host* const shell = host()) shell->finger.explained = true;
  } else if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_DelayNormal)) {
    if (ImGui::IsItemHovered()) request_frame(0.1);  // the delay runs only while frames are drawn
    return;
  }
  const float most = std::min(340.f, ImGui::GetIO().DisplaySize.x - 40.f);
  if (!ImGui::BeginTooltip()) return;
  paragraph(text, most);
  if (ImGui::IsWindowAppearing()) request_frame(0.0);  // it is sized in this frame and seen from the next
  ImGui::EndTooltip();
}

bool button(const char* label, bool primary, float width) {
  const Theme& t = theme();
  if (primary) {
    ImGui::PushStyleColor(ImGuiCol_Button, t.accent);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, mixed(t.accent, t.text, 0.15f));
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, mixed(t.accent, t.text, 0.3f));
    ImGui::PushStyleColor(ImGuiCol_Text, t.on_accent);
  }
  const bool pressed = ImGui::Button(label, {width, ImGui::GetFrameHeight()});
  if (primary) ImGui::PopStyleColor(4);
  return pressed;
}

namespace {

constexpr float part_padding = 20.f, part_gap = 2.f, least_part = 64.f;  // css px, of `segmented`

float widest_part(std::span<const std::string> labels) {
  float widest = 0.f;
  for (const auto& label : labels) widest = std::max(widest, text_width(label, body_size) + part_padding);
  return widest;
}

}  // namespace

float segmented_width(std::span<const std::string> labels) {
  const auto count = static_cast<float>(labels.size());
  return count * std::max(widest_part(labels), least_part) + part_gap * std::max(0.f, count - 1.f);
}

bool segmented(const char* id, std::span<const std::string> labels, int& index, float width) {
  constexpr float gap = part_gap;
  const int count = static_cast<int>(labels.size());
  if (count == 0) return false;
  const float available = width_or_available(width);
  const float widest = widest_part(labels);
  // All parts are equally wide; where a row is too narrow for all, there are more rows.
  int columns = std::clamp(static_cast<int>((available + gap) / (widest + gap)), 1, count);
  columns = (count + (count + columns - 1) / columns - 1) / ((count + columns - 1) / columns);
  const float room = (available - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float each = std::min(room, std::max(widest, least_part));
  bool changed = false;
  ImGui::PushID(id);
  ImGui::BeginGroup();
  for (int i = 0; i < count; ++i) {
    if (i % columns != 0) ImGui::SameLine(0.f, gap);
    ImGui::PushID(i);
    const std::string text = elided(labels[static_cast<std::size_t>(i)], each - 8.f, body_size);
    ImGui::PushStyleVarX(ImGuiStyleVar_FramePadding, 2.f);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, gap);
    if (button((text + "###part").c_str(), i == index, each) && i != index) {
      index = i;
      changed = true;
    }
    ImGui::PopStyleVar(2);
    ImGui::PopID();
  }
  ImGui::EndGroup();
  ImGui::PopID();
  return changed;
}

bool list(const char* id, std::span<const std::string> labels, int& index, float width,
          const std::string& none) {
  const std::string& now = index < 0 ? none : labels[static_cast<std::size_t>(index)];
  ImGui::PushID(id);
  ImGui::SetNextItemWidth(width);
  bool changed = false;
  if (ImGui::BeginCombo("##list", now.c_str(), ImGuiComboFlags_HeightLarge)) {
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
      const std::string label = labels[static_cast<std::size_t>(i)] + "###" + std::to_string(i);
      if (!ImGui::Selectable(label.c_str(), i == index, 0, {0.f, touch_height - 8.f}) || i == index) continue;
      index = i;
      changed = true;
    }
    ImGui::EndCombo();
  }
  ImGui::PopID();
  return changed;
}

bool toggle(const char* label, bool& on) {
  constexpr float track_width = 40.f, track_height = 22.f;
  const Theme& t = theme();
  const float room = std::max(track_width, ImGui::GetContentRegionAvail().x);
  const std::string text = elided(label, room - track_width - 10.f, body_size);
  const float width = track_width + 10.f + text_width(text, body_size);
  ImGui::PushID(label);
  const Canvas c = canvas("switch", {std::min(room, width), ImGui::GetFrameHeight()});
  const bool toggled = c.clicked || (ImGui::IsItemFocused() && ImGui::IsKeyPressed(ImGuiKey_Space, false));
  if (toggled) on = !on;
  ImGui::PopID();
  const float middle = (c.low.y + c.high.y) / 2.f, radius = track_height / 2.f;
  const ImU32 track = on ? t.accent : c.hovered ? t.control_hovered : t.control;
  c.list->AddRectFilled({c.low.x, middle - radius}, {c.low.x + track_width, middle + radius}, track, radius);
  const float x = on ? c.low.x + track_width - radius : c.low.x + radius;
  c.list->AddCircleFilled({x, middle}, radius - 3.f, on ? t.on_accent : t.muted);
  draw_text(*c.list, {c.low.x + track_width + 10.f, middle - body_size / 2.f}, t.text, text, body_size);
  return toggled;
}

}  // namespace madang::ui
