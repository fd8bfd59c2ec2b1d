#include "ui/timeline.h"

#include <algorithm>

#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/slider.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

/// A button that moves by one: an arrow that no font needs to have.
bool arrow(const char* id, const std::string& name, float direction, bool enabled) {
  const Theme& t = theme();
  const float height = ImGui::GetFrameHeight();
  ImGui::BeginDisabled(!enabled);
  const Canvas c = canvas(id, {height, height}, {.name = name, .disabled = !enabled});
  ImGui::EndDisabled();
  c.list->AddRectFilled(c.low, c.high, c.hovered && enabled ? t.control_hovered : t.control,
                        ImGui::GetStyle().FrameRounding);
  const ImVec2 m = {(c.low.x + c.high.x) / 2.f, (c.low.y + c.high.y) / 2.f};
  constexpr float half = 5.f;
  c.list->AddTriangleFilled({m.x - direction * half, m.y - half}, {m.x + direction * half, m.y},
                            {m.x - direction * half, m.y + half}, enabled ? t.text : t.muted);
  return c.clicked && enabled;
}

}  // namespace

bool timeline(const char* id, int& position, int count, const TimelineOptions& options) {
  const int last = std::max(0, count - 1), before = std::clamp(position, 0, last);
  int now = before;
  ImGui::PushID(id);
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x, height = ImGui::GetFrameHeight();
  const float width = width_or_available(options.width);
  const std::string value = options.value.empty()
                                ? std::to_string(count > 0 ? now + 1 : 0) + " / " + std::to_string(count)
                                : options.value;
  const std::string shown = elided(value, width / 3.f, body_size);
  const float label_width = text_width(options.label, body_size) + (options.label.empty() ? 0.f : gap);
  const float arrows = 2.f * (height + gap), value_width = text_width(shown, body_size) + gap;
  constexpr float least_slider = 70.f;  // shorter, a finger cannot choose with it
  const float beside = width - arrows - value_width;
  const bool stacked = beside < least_slider;                         // the slider has a line of its own
  const bool above = stacked || beside - label_width < least_slider;  // and so has the label
  ImGui::BeginGroup();
  if (!options.label.empty()) {
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(options.label.c_str());
    if (!above) ImGui::SameLine(0.f, gap);
  }
  // A name of its own for each end, in any language.
  const std::string& name = options.label.empty() ? options.name : options.label;
  const auto slide = [&](float room) {
    slider("##slider", now, 0, last, room, {.name = name, .value = value});
  };
  const bool told_above = stacked && beside < 0.f;
  if (told_above) ImGui::TextUnformatted(elided(value, width, body_size).c_str());
  if (stacked) slide(width);
  if (arrow("back", name + " −1", -1.f, before > 0)) --now;
  ImGui::SameLine(0.f, gap);
  if (!stacked) {
    slide(beside - (above ? 0.f : label_width));
    ImGui::SameLine(0.f, gap);
  }
  if (arrow("on", name + " +1", 1.f, before < last)) ++now;
  if (!told_above) {
    ImGui::SameLine(0.f, gap);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(shown.c_str());
  }
  ImGui::EndGroup();
  ImGui::PopID();
  const bool moved = now != before;  // by the reader; a position that `count` does not reach stays as it is
  if (moved) position = std::clamp(now, 0, last);
  return moved;
}

}  // namespace madang::ui
