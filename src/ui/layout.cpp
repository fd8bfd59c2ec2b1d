#include "ui/layout.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

int columns_that_fit(float width, float least, float gap, int most) {
  if (least <= 0.f) return std::max(1, most);
  const float fit = (width + gap) / (least + gap);
  return static_cast<int>(std::clamp(fit, 1.f, static_cast<float>(std::max(1, most))));
}

Flow::Flow(const char* id, float least_width, int count) {
  constexpr int most_columns = 64;  // of a table in Dear ImGui are 512
  const float gap = 2.f * ImGui::GetStyle().CellPadding.x;
  const float width = ImGui::GetContentRegionAvail().x;
  const int columns = columns_that_fit(width, least_width, gap, std::min(count, most_columns));
  open_ = ImGui::BeginTable(id, columns, ImGuiTableFlags_SizingFixedSame | ImGuiTableFlags_NoPadOuterX);
  if (!open_) return;
  // To the pixel the same, so that of two equal pictures none has room for what the other lacks.
  const float column = std::floor((width + gap) / static_cast<float>(columns) - gap);
  for (int i = 0; i < columns; ++i) ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, column);
}

Flow::~Flow() {
  if (begun_ > 0) ImGui::PopID();
  if (open_) ImGui::EndTable();
}

void Flow::next() {
  if (begun_ > 0) ImGui::PopID();
  if (open_) ImGui::TableNextColumn();
  ImGui::PushID(begun_++);
}

Room::Room(float height) : end_(ImGui::GetCursorPosY() + height + ImGui::GetStyle().ItemSpacing.y) {}

Room::~Room() {
  if (ImGui::GetCursorPosY() >= end_) return;
  ImGui::SetCursorPosY(end_ - ImGui::GetStyle().ItemSpacing.y);
  ImGui::Dummy({0.f, 0.f});
}

float lines_height(int lines) { return static_cast<float>(lines) * ImGui::GetTextLineHeight(); }

float paragraph_height(std::string_view text) {
  constexpr int most = 99;
  const auto lines = lines_of(text, ImGui::GetContentRegionAvail().x, body_size, most);
  return lines_height(static_cast<int>(lines.size()));
}

void paragraph_in_room(std::string_view text, std::string_view longest) {
  const Room room(paragraph_height(longest));
  if (!text.empty()) paragraph(text);
}

void continue_line(float width) {
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;  // of a new line
  if (ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x + width <= right) ImGui::SameLine();
}

}  // namespace madang::ui
