#include "ui/controls.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/finger.h"
#include "ui/frame.h"
#include "ui/host.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr double long_press_seconds = 0.5;

/// Of `text` wrapped at `most` css px, with its frame.
float tooltip_width(const std::string& text, float most) {
  return std::min(most, text_width(text, body_size)) + 2.f * ImGui::GetStyle().WindowPadding.x;
}

/// Below the item that has the keyboard's focus, where no pointer says what is meant, and inside the window.
bool explained_by_keys(float width) {
  const double focused = focus_seconds(ImGui::GetItemID());
  if (focused < 0.0) return false;
  if (focused < long_press_seconds) {
    request_frame(long_press_seconds - focused);
    return false;
  }
  constexpr float edge = 4.f;
  const float right = ImGui::GetIO().DisplaySize.x - width - edge;
  ImGui::SetNextWindowPos(
      {std::max(edge, std::min(ImGui::GetItemRectMin().x, right)), ImGui::GetItemRectMax().y + 6.f});
  return true;
}

bool explained_by_pointer() {
  if (by_finger()) {
    const double rested = rested_seconds();
    if (rested < 0.0 || !(ImGui::IsItemActive() || ImGui::IsItemHovered())) return false;
    if (rested < long_press_seconds) {
      request_frame(long_press_seconds - rested);
      return false;
    }
    if (Host* const shell = host()) shell->finger.explained = true;
    return true;
  }
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_DelayNormal)) return true;
  if (ImGui::IsItemHovered()) request_frame(0.1);  // the delay runs only while frames are drawn
  return false;
}

}  // namespace

void tooltip(const std::string& text) {
  if (text.empty()) return;
  describe_control(text);
  const float most = std::min(340.f, ImGui::GetIO().DisplaySize.x - 40.f);
  if (!explained_by_pointer() && !explained_by_keys(tooltip_width(text, most))) return;
  if (!ImGui::BeginTooltip()) return;
  paragraph(text, most);
  if (ImGui::IsWindowAppearing()) request_frame(0.0);  // it is sized in this frame and seen from the next
  ImGui::EndTooltip();
}

void hover_text(std::span<const HoverLine> lines) {
  const bool any = std::ranges::any_of(lines, [](const HoverLine& line) { return !line.text.empty(); });
  if (!any || !ImGui::BeginTooltip()) return;
  for (const HoverLine& line : lines) {
    if (line.text.empty()) continue;
    tell(line.text);
    ImGui::PushStyleColor(ImGuiCol_Text, line.colour ? line.colour : theme().text);
    paragraph(line.text, 22.f * ImGui::GetFontSize());
    ImGui::PopStyleColor();
  }
  ImGui::EndTooltip();
}

namespace {

std::string_view seen(std::string_view label) { return label.substr(0, label.find("##")); }

/// A button without its offer to the page.
bool drawn_button(const char* label, bool primary, float width) {
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

constexpr float part_padding = 20.f, part_gap = 2.f, least_part = 64.f;  // css px, of `segmented`

float widest_part(std::span<const std::string> labels) {
  float widest = 0.f;
  for (const auto& label : labels) widest = std::max(widest, text_width(label, body_size) + part_padding);
  return widest;
}

}  // namespace

bool button(const char* label, bool primary, float width, std::string_view name) {
  const bool pressed = drawn_button(label, primary, width);
  return offer({.name = name.empty() ? seen(label) : name}) || pressed;
}

float segmented_width(std::span<const std::string> labels) {
  const auto count = static_cast<float>(labels.size());
  return count * std::max(widest_part(labels), least_part) + part_gap * std::max(0.f, count - 1.f);
}

bool segmented(const char* id, std::string_view name, std::span<const std::string> labels, int& index,
               float width, std::string_view description) {
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
  const int now = index;
  ImGui::PushID(id);
  ImGui::BeginGroup();
  for (int i = 0; i < count; ++i) {
    if (i % columns != 0) ImGui::SameLine(0.f, gap);
    ImGui::PushID(i);
    const std::string text = elided(labels[static_cast<std::size_t>(i)], each - 8.f, body_size);
    ImGui::PushStyleVarX(ImGuiStyleVar_FramePadding, 2.f);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, gap);
    const bool pressed = drawn_button((text + "###part").c_str(), i == now, each);
    const auto asked = offer({.role = Role::option,
                              .name = labels[static_cast<std::size_t>(i)],
                              .group = name,
                              .description = description,
                              .on = i == now});
    if (pressed || asked) index = i;
    ImGui::PopStyleVar(2);
    ImGui::PopID();
  }
  ImGui::EndGroup();
  ImGui::PopID();
  return index != now;
}

namespace {

constexpr float caret_width = 10.f, caret_gap = 8.f;  // css px, of a closed list

float room_beside_label() { return 2 * ImGui::GetStyle().FramePadding.x + caret_gap + caret_width; }

/// At the right end of a closed list.
void draw_caret(ImDrawList& list, const Box& place) {
  const float right = place.high.x - ImGui::GetStyle().FramePadding.x, left = right - caret_width;
  const float middle = (place.low.y + place.high.y) / 2.f, half = caret_width / 4.f;
  list.AddTriangleFilled({left, middle - half}, {right, middle - half}, {(left + right) / 2.f, middle + half},
                         theme().text);
}

}  // namespace

float dropdown_width(std::string_view label) {
  return std::ceil(text_width(label, body_size) + room_beside_label());  // ImGui cuts widths to whole px
}

bool dropdown(const char* id, std::string_view name, std::span<const std::string> labels, int& index,
              float width, const std::string& hint, const std::string& none) {
  const int now = std::clamp(index, none.empty() ? 0 : -1, static_cast<int>(labels.size()) - 1);
  ImGui::SetNextItemWidth(width);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const Box place = {low, {low.x + ImGui::CalcItemWidth(), low.y + ImGui::GetFrameHeight()}};
  const std::string shown = elided(now < 0 ? none : labels[static_cast<std::size_t>(now)],
                                   place.high.x - place.low.x - room_beside_label() + 0.5f, body_size);
  const ImGuiID control = ImGui::GetID(id);
  ImDrawList& list = *ImGui::GetWindowDrawList();  // once it is open, another is current
  const bool open =
      ImGui::BeginCombo(id, shown.c_str(), ImGuiComboFlags_HeightLarge | ImGuiComboFlags_NoArrowButton);
  draw_caret(list, place);
  // Once it is open, the item drawn last is another.
  if (const auto asked = offer({.role = Role::choice,
                                .name = name,
                                .description = open ? std::string_view(hint) : "",
                                .options = labels,
                                .now = static_cast<float>(now)},
                               control, place))
    index = std::clamp(static_cast<int>(*asked), 0, static_cast<int>(labels.size()) - 1);
  if (!open) {
    tooltip(hint);
    return index != now;
  }
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    ImGui::PushID(i);
    if (ImGui::Selectable(labels[static_cast<std::size_t>(i)].c_str(), i == now, 0,
                          {0.f, touch_height - 8.f}))
      index = i;
    ImGui::PopID();
  }
  ImGui::EndCombo();
  return index != now;
}

bool menu_item(const std::string& name, bool on) {
  const bool pressed = ImGui::Selectable(name.c_str(), on, 0, {0.f, touch_height - 8.f});
  if (!offer({.role = Role::item, .name = name, .on = on})) return pressed;
  ImGui::CloseCurrentPopup();
  return true;
}

bool toggle(const char* label, bool& on) {
  constexpr float track_width = 40.f, track_height = 22.f;
  const Theme& t = theme();
  const float room = std::max(track_width, ImGui::GetContentRegionAvail().x);
  constexpr float behind = 6.f;  // so that the frame of the focus does not cut the last letter
  const std::string text = elided(label, room - track_width - 10.f, body_size);
  const float width = track_width + 10.f + text_width(text, body_size) + behind;
  ImGui::PushID(label);
  const Canvas c = canvas("switch", {std::min(room, width), ImGui::GetFrameHeight()},
                          {.role = Role::toggle, .name = seen(label), .on = on});
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
