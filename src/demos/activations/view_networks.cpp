#include <imgui.h>

#include <algorithm>

#include "demos/activations/view_parts.h"
#include "ui/canvas.h"
#include "ui/filled.h"
#include "ui/plane_plot.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::activations {

void draw_name(const Parts& parts, int index) {
  ui::small_line(name_of(parts, index), ui::theme().series_colour(index));
}

void draw_plane(const Parts& parts, int index, float most_height) {
  const Snapshot& s = parts.snapshot;
  const NetPicture& net = parts.net(index);
  std::vector<ui::PlanePoint> points;
  for (std::size_t i = 0; i < s.x.size(); ++i) points.push_back({s.x[i], s.y[i], s.label[i], false});
  ui::PlanePlotOptions options;
  options.limits = {-plane_reach, plane_reach, -plane_reach, plane_reach};
  options.field = net.field.empty() ? nullptr : &net.field;
  options.field_groups = net.field_class.empty() ? nullptr : &net.field_class;
  options.name = name_of(parts, index) + ": x₁, x₂";
  options.x_label = "x₁";
  options.y_label = "x₂";
  options.width = std::min(ui::width_or_available(0.f), 420.f);
  options.height = std::min(options.width, most_height);
  ui::plane_plot("plane", points, options);
  ui::small_line(ui::filled(parts, {"정확도 {0}", "Accuracy {0}"}, ui::percent(net.accuracy)),
                 ui::theme().text);
}

void draw_table(const Parts& parts, const std::vector<Row>& rows) {
  constexpr ImGuiTableFlags flags = ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH;
  if (!ImGui::BeginTable("numbers", 1 + parts.count(), flags)) return;
  // On a phone the numbers need the room, and names may take two lines.
  ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthStretch, ui::narrow() ? 0.8f : 1.4f);
  for (int i = 0; i < parts.count(); ++i)
    ImGui::TableSetupColumn(i == 0 ? "A" : "B", ImGuiTableColumnFlags_WidthStretch, 1.f);
  ImGui::TableNextColumn();
  for (int i = 0; i < parts.count(); ++i) {
    ImGui::TableNextColumn();
    ui::small_line(i == 0 ? "A" : "B", ui::theme().series_colour(i));
  }
  for (const Row& row : rows) {
    ImGui::TableNextColumn();
    ui::caption(row.name);
    for (int i = 0; i < parts.count(); ++i) {
      ImGui::TableNextColumn();
      ui::small_line(row.value(i), ui::theme().text);
    }
  }
  ImGui::EndTable();
}

}  // namespace madang::demos::activations
