#include "ui/proof.h"

#include <imgui.h>

#include <cmath>

#include "ui/access.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr float padding = 8.f, mark_room = 18.f;  // css px

/// A tick, or a mark of exclamation; no font needs to have them.
void draw_mark(ImDrawList& list, ImVec2 centre, bool holds, ImU32 colour) {
  if (holds) {
    const ImVec2 tick[] = {
        {centre.x - 5.f, centre.y}, {centre.x - 1.f, centre.y + 4.f}, {centre.x + 5.f, centre.y - 5.f}};
    list.AddPolyline(tick, 3, colour, 0, 2.f);
    return;
  }
  list.AddLine({centre.x, centre.y - 6.f}, {centre.x, centre.y + 2.f}, colour, 2.f);
  list.AddCircleFilled({centre.x, centre.y + 5.f}, 1.4f, colour);
}

}  // namespace

void proof(const demo::Hand& hand, const char* id, const Proof& proof) {
  if (std::isnan(proof.value)) return;
  const Theme& t = theme();
  const bool holds = proof.value <= proof.limit;
  const std::string label = std::string(hand.say("검산 ", "check ")) + number_text(proof.value, 2);
  const float height = ImGui::GetFrameHeight(),
              width = 2 * padding + mark_room + text_width(label, small_size);
  ImGui::PushID(id);
  const Canvas c = canvas("badge", {width, height}, {.name = label, .description = proof.told});
  if (c.clicked) ImGui::OpenPopup("told");
  tooltip(proof.told);
  const ImVec2 low = c.low;
  auto& list = *ImGui::GetWindowDrawList();
  const ImU32 colour = holds ? t.series_colour(2) : t.warning;
  const float middle = low.y + height / 2, half = small_size * 0.8f;
  list.AddRectFilled({low.x, middle - half}, {low.x + width, middle + half},
                     mixed(t.background, colour, 0.14f), half);
  draw_mark(list, {low.x + padding + mark_room / 2 - 2.f, middle}, holds, colour);
  draw_text(list, {low.x + padding + mark_room, middle - small_size / 2}, t.text, label, small_size);
  if (ImGui::BeginPopup("told")) {
    paragraph(proof.told, std::min(320.f, ImGui::GetIO().DisplaySize.x - 48.f));
    ImGui::EndPopup();
  }
  ImGui::PopID();
}

}  // namespace madang::ui
