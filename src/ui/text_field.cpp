#include "ui/text_field.h"

#include <algorithm>
#include <cstdio>

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include "io/number.h"
#include "io/refused.h"
#include "io/utf8.h"
#include "ui/access.h"
#include "ui/canvas.h"
#include "ui/host.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

bool covers(const ImGuiWindow& window, const ImRect& field) {
  constexpr ImGuiWindowFlags no_cover = ImGuiWindowFlags_ChildWindow | ImGuiWindowFlags_Tooltip;
  return window.WasActive && !window.Hidden && !(window.Flags & no_cover) && window.Rect().Overlaps(field);
}

/// The page lays its input over everything drawn: what a list or the sheet covers of it is cut off.
void cut_covered(TextRequest& r) {
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImRect field(r.position.x, r.position.y, r.position.x + r.size.x, r.position.y + r.size.y);
  for (int i = g.Windows.find_index(g.CurrentWindow->RootWindow) + 1; i < g.Windows.Size;
       ++i) {  // in front of it
    if (!covers(*g.Windows[i], field)) continue;
    const ImRect cover = g.Windows[i]->Rect();
    if (cover.Max.y >= field.Max.y)
      r.clip_high.y = std::min(r.clip_high.y, cover.Min.y);
    else
      r.clip_low.y = std::max(r.clip_low.y, cover.Max.y);
  }
}

TextRequest request(ImGuiID id, ImVec2 low, ImVec2 size, std::string_view value) {
  TextRequest r{};
  r.id = id;
  r.position = low;
  r.size = size;
  r.clip_low = ImGui::GetWindowDrawList()->GetClipRectMin();
  r.clip_high = ImGui::GetWindowDrawList()->GetClipRectMax();
  r.value = value;
  cut_covered(r);
  return r;
}

/// What the host shows: the canvas under it keeps the field's look until the page has put its input there.
TextAnswer hosted_field(TextHost& fields, const char* label, const std::string& value,
                        const TextFieldOptions& options, ImVec2 size) {
  const ImGuiID id = ImGui::GetID(label);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  ImGui::Dummy(size);
  ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + size.x, low.y + size.y}, theme().control,
                                            ImGui::GetStyle().FrameRounding);
  TextRequest r = request(id, low, size, value);
  r.label = label;
  r.name = options.name;
  r.placeholder = options.placeholder;
  r.most_bytes = options.most_bytes;
  r.multi_line = options.multi_line;
  offer({.role = Role::text, .name = label}, id, {low, {low.x + size.x, low.y + size.y}});
  return fields.show(r);
}

std::optional<float> parsed(const std::string& text) {
  try {
    return io::typed_number(text);
  } catch (const io::Refused& refused) {
    complain(refused.reason());
    return {};
  }
}

TextAnswer own_number_input(const char* id, ImVec2 low, ImVec2 high, const std::string& shown, bool first) {
  const ImVec2 back = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(low);
  ImGui::SetNextItemWidth(high.x - low.x);
  if (first) ImGui::SetKeyboardFocusHere();
  std::string text = shown;
  TextAnswer answer;
  if (ImGui::InputText(id, &text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll))
    answer.text = text;
  answer.finished = answer.text || (!first && ImGui::IsItemDeactivated());
  ImGui::SetCursorScreenPos(back);
  return answer;
}

}  // namespace

TextAnswer text_field(const char* label, const std::string& value, const TextFieldOptions& options) {
  const float line = ImGui::GetTextLineHeight() * 1.35f;
  const float height = options.multi_line ? line * static_cast<float>(options.lines) + 12.f : touch_height;
  const ImVec2 size = {width_or_available(options.width), height};
  if (Host* const shell = host(); shell && shell->text_fields)
    return hosted_field(*shell->text_fields, label, value, options, size);
  std::string text = value;
  ImGui::PushID(label);
  bool changed = false;
  if (options.multi_line) {
    changed = ImGui::InputTextMultiline("##text", &text, size);
  } else {
    ImGui::SetNextItemWidth(size.x);
    changed = ImGui::InputTextWithHint("##text", options.placeholder.c_str(), &text);
  }
  ImGui::PopID();
  if (!changed) return {};
  const std::string fitting = io::valid_utf8(text, options.most_bytes);
  return {.text = fitting, .cut = text.size() > options.most_bytes};
}

std::optional<float> number_field(const char* id, const std::string& label, ImVec2 low, ImVec2 high,
                                  float value, bool& open) {
  if (!open) return {};
  char shown[32];
  std::snprintf(shown, sizeof shown, "%.6g", static_cast<double>(value));
  const ImGuiID seen = ImGui::GetID(id);
  const bool first = !ImGui::GetStateStorage()->GetBool(seen);
  TextAnswer answer;
  if (Host* const shell = host(); shell && shell->text_fields) {
    TextRequest r = request(ImGui::GetID(id), low, {high.x - low.x, high.y - low.y}, shown);
    r.label = label;
    r.most_bytes = 32;
    r.numeric = true;
    offer({.role = Role::text, .name = label}, r.id, {low, high});
    answer = shell->text_fields->show(r);
  } else {
    answer = own_number_input(id, low, high, shown, first);
  }
  open = !answer.finished;
  ImGui::GetStateStorage()->SetBool(seen, open);
  return answer.text && *answer.text != shown ? parsed(*answer.text) : std::nullopt;
}

}  // namespace madang::ui
