#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "demos/compute/view_parts.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::compute {

namespace {

void cell(const std::string& text, ImU32 colour) {
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopStyleColor();
}

std::string value_of(const Row& row, std::size_t at, Quantity quantity) {
  switch (quantity) {
    case Quantity::speed:
      return ui::number_text(row.gflops[at]);
    case Quantity::time:
      return ui::number_text(row.milliseconds[at]);
    case Quantity::error:
      return ui::number_text(row.relative[at], 2);
  }
  return "";
}

/// The fastest way to do the work once stands out: data that stay on the GPU had to come there before.
std::size_t fastest_at(const Snapshot& s, float size) {
  std::size_t fastest = s.rows.size();
  float least = INFINITY;
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const auto found = std::ranges::find(s.rows[i].size, size);
    if (found == s.rows[i].size.end() || static_cast<Backend>(i) == Backend::resident) continue;
    const float ms = s.rows[i].milliseconds[static_cast<std::size_t>(found - s.rows[i].size.begin())];
    if (ms < least) least = ms, fastest = i;
  }
  return fastest;
}

void draw_line(const Parts& parts, int n) {
  const Snapshot& s = parts.snapshot;
  const auto& theme = ui::theme();
  const std::size_t fastest = fastest_at(s, static_cast<float>(n));
  ImGui::TableNextRow();
  cell(std::to_string(n), theme.muted);
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const Row& row = s.rows[i];
    const auto found = std::ranges::find(row.size, static_cast<float>(n));
    if (found == row.size.end()) {
      cell("–", theme.muted);
      continue;
    }
    const bool best = i == fastest && parts.settings.quantity != Quantity::error;
    cell(value_of(row, static_cast<std::size_t>(found - row.size.begin()), parts.settings.quantity),
         best ? theme.accent : theme.text);
  }
}

void draw_copy(const Parts& parts) {
  const auto copy = [&](bool commas) {
    ImGui::SetClipboardText(table_text(parts.snapshot, parts.settings, commas).c_str());
  };
  if (ui::button(parts.say("글로 복사", "Copy as text"))) copy(false);
  ui::tooltip(parts.say("모든 값을 줄 맞춘 글로 클립보드에 담는다.",
                        "Puts every number on the clipboard, as lined-up text."));
  ImGui::SameLine();
  if (ui::button(parts.say("CSV로 복사", "Copy as CSV"))) copy(true);
  ui::tooltip(parts.say("모든 값을 스프레드시트에 붙일 CSV로 클립보드에 담는다.",
                        "Puts every number on the clipboard as CSV, for spreadsheets."));
}

/// What the columns are, and why some end early.
void draw_notes(const Parts& parts) {
  for (int i = 0; i < static_cast<int>(parts.snapshot.rows.size()); ++i) {
    const Row& row = parts.snapshot.rows[static_cast<std::size_t>(i)];
    const auto backend = static_cast<Backend>(i);
    std::string text = std::string(name_of(backend, parts.hand.language)) + ": " +
                       description_of(backend, parts.hand.language);
    const std::string& why = row.why.in(parts.hand.language);
    if (!why.empty()) text += " " + why;
    ui::caption(text);
  }
}

}  // namespace

void draw_table(const Parts& parts) {
  ui::choice(parts, &Settings::quantity);
  const auto columns = static_cast<int>(parts.snapshot.rows.size()) + 1;
  if (parts.snapshot.rows.empty() ||
      !ImGui::BeginTable("table", columns, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::PushFont(nullptr, ui::small_size);
  ImGui::TableNextRow();
  cell("n", ui::theme().muted);
  for (int i = 0; i + 1 < columns; ++i) {
    std::string name = name_of(static_cast<Backend>(i), parts.hand.language);
    std::ranges::replace(name, ' ', '\n');
    cell(name, ui::theme().text);
  }
  for (int n = smallest; n <= parts.settings.largest_size(); n *= 2) draw_line(parts, n);
  ImGui::PopFont();
  ImGui::EndTable();
  draw_copy(parts);
  draw_notes(parts);
  draw_graphics(parts);
}

}  // namespace madang::demos::compute
