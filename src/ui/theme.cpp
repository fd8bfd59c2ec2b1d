#include "ui/theme.h"

#include "ui/colour_map.h"

namespace madang::ui {

namespace {

constexpr ImU32 hex(unsigned rgb) { return IM_COL32(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 255); }

constexpr Theme light_theme = {
    .dark = false,
    .background = hex(0xffffff),
    .panel = hex(0xf5f6f9),
    .control = hex(0xe6e9f0),
    .control_hovered = hex(0xd9deea),
    .text = hex(0x1d2330),
    .muted = hex(0x5b6475),
    .on_accent = hex(0xffffff),
    .accent = hex(0x2f5bd0),
    .positive = hex(0x1f6fc4),
    .negative = hex(0xbd4b04),
    .warning = hex(0xa35200),
    .grid = hex(0xdfe3ea),
    .missing = hex(0xcdd1d8),
    .series = {hex(0x1f6fc4), hex(0xbd4b04), hex(0x087d5c), hex(0xab4a91), hex(0x8a6d00), hex(0x5b6475),
               hex(0x1c7896), hex(0x7a3b12)},
};

constexpr Theme dark_theme = {
    .dark = true,
    .background = hex(0x1b1f27),
    .panel = hex(0x222732),
    .control = hex(0x303746),
    .control_hovered = hex(0x3c4558),
    .text = hex(0xe6e9ef),
    .muted = hex(0xa0a9ba),
    .on_accent = hex(0x10141c),
    .accent = hex(0x8fb0ff),
    .positive = hex(0x6cabff),
    .negative = hex(0xff9a52),
    .warning = hex(0xffc46b),
    .grid = hex(0x363d4b),
    .missing = hex(0x4a505c),
    .series = {hex(0x6cabff), hex(0xff9a52), hex(0x3fcf9f), hex(0xe59ad0), hex(0xd9bd4a), hex(0xa0a9ba),
               hex(0x6fd3ea), hex(0xc98d6a)},
};

void set_spacing(ImGuiStyle& style, bool touch) {
  const float height = touch ? finger_height : touch_height;
  style.FontSizeBase = body_size;
  style.WindowPadding = {12.f, 10.f};
  style.FramePadding = {10.f, (height - body_size) / 2.f};
  style.ItemSpacing = {10.f, 8.f};
  style.ItemInnerSpacing = {8.f, 6.f};
  style.CellPadding = {6.f, 4.f};
  style.ScrollbarSize = touch ? 12.f : 10.f;
  style.GrabMinSize = touch ? 22.f : 16.f;
  style.WindowRounding = 0.f;
  style.ChildRounding = style.PopupRounding = 10.f;
  style.FrameRounding = style.GrabRounding = style.ScrollbarRounding = style.TabRounding = 8.f;
  style.WindowBorderSize = style.FrameBorderSize = style.ChildBorderSize = 0.f;
  style.PopupBorderSize = 1.f;
  style.HoverStationaryDelay = 0.15f;
  style.HoverDelayNormal = 0.4f;
  style.WindowMinSize = {16.f, 16.f};
}

struct Assignment {
  ImGuiCol target;
  ImU32 colour;
};

void set_colours(ImGuiStyle& style, const Theme& t) {
  const ImU32 selection = mixed(t.background, t.accent, 0.25f);
  const Assignment assignments[] = {
      {ImGuiCol_Text, t.text},
      {ImGuiCol_TextDisabled, t.muted},
      {ImGuiCol_WindowBg, t.background},
      {ImGuiCol_ChildBg, faded(t.background, 0.f)},
      {ImGuiCol_PopupBg, t.dark ? t.control : t.background},
      {ImGuiCol_Border, t.grid},
      {ImGuiCol_FrameBg, t.control},
      {ImGuiCol_FrameBgHovered, t.control_hovered},
      {ImGuiCol_FrameBgActive, t.control_hovered},
      {ImGuiCol_ScrollbarBg, faded(t.background, 0.f)},
      {ImGuiCol_ScrollbarGrab, t.control_hovered},
      {ImGuiCol_ScrollbarGrabHovered, t.muted},
      {ImGuiCol_ScrollbarGrabActive, t.muted},
      {ImGuiCol_CheckMark, t.accent},
      {ImGuiCol_SliderGrab, t.accent},
      {ImGuiCol_SliderGrabActive, t.accent},
      {ImGuiCol_Button, t.control},
      {ImGuiCol_ButtonHovered, t.control_hovered},
      {ImGuiCol_ButtonActive, selection},
      {ImGuiCol_Header, selection},
      {ImGuiCol_HeaderHovered, t.control_hovered},
      {ImGuiCol_HeaderActive, selection},
      {ImGuiCol_Separator, t.grid},
      {ImGuiCol_TextSelectedBg, faded(t.accent, 0.35f)},
      {ImGuiCol_NavCursor, t.accent},
      {ImGuiCol_TableBorderLight, t.grid},
      {ImGuiCol_TableBorderStrong, t.grid},
  };
  for (const auto& [target, colour] : assignments)
    style.Colors[target] = ImGui::ColorConvertU32ToFloat4(colour);
}

}  // namespace

const Theme& theme_of(bool dark) { return dark ? dark_theme : light_theme; }

const Theme& theme() {
  const ImVec4& window = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
  return theme_of(window.x + window.y + window.z < 1.5f);
}

bool narrow() { return ImGui::GetContentRegionAvail().x < narrow_width; }

void apply(const Theme& theme, bool touch) {
  ImGuiStyle& style = ImGui::GetStyle();
  const float font_scale = style.FontScaleDpi;
  style = ImGuiStyle();
  style.FontScaleDpi = font_scale;
  set_spacing(style, touch);
  theme.dark ? ImGui::StyleColorsDark(&style) : ImGui::StyleColorsLight(&style);
  set_colours(style, theme);
}

}  // namespace madang::ui
