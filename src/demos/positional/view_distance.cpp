#include <imgui.h>

#include "demos/positional/view_parts.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"

namespace madang::demos::positional {

namespace {

std::string unit(const Parts& parts, Scheme scheme) {
  if (has_bias(scheme)) return parts.say("점수에 더하는 값(헤드마다)", "added to the score, by head");
  if (scheme == Scheme::rope) return parts.say("제자리와 돌린 벡터의 내적", "dot product with itself turned");
  return parts.say("두 자리 벡터의 내적(평균)", "dot product of two places (mean)");
}

void draw_profile(const Parts& parts, int index) {
  const ModelPicture& model = parts.model(index);
  const auto columns = static_cast<std::size_t>(model.profile.columns);
  std::vector<ui::Series> series;
  for (int row = 0; row < model.profile.rows; ++row) {
    series.push_back(
        {.name = model.profile.rows > 1 ? ui::filled(parts, {"헤드 {0}", "head {0}"}, row + 1)
                                        : name_of(parts, index),
         .y = std::span(model.profile.values).subspan(static_cast<std::size_t>(row) * columns, columns),
         .x = model.distances,
         .colour = model.profile.rows > 1 ? row + 2 : index});
  }
  ui::LinePlotOptions options;
  options.x_label = parts.say("거리(음수: 앞쪽)", "distance (negative: before)");
  options.y_label = unit(parts, parts.scheme(index));
  options.empty_text = parts.say("위치를 알려 주는 것이 없다", "Nothing speaks of places");
  ui::paragraph(name_of(parts, index));
  ui::line_plot("profile", series, options);
}

void draw_attended(const Parts& parts) {
  std::vector<float> distances;
  const int length = parts.snapshot.trained_length;
  for (int distance = 1 - length; distance < length; ++distance)
    distances.push_back(static_cast<float>(distance));
  std::vector<ui::Series> series;
  for (const int i : {0, 1})
    series.push_back({.name = name_of(parts, i), .y = parts.model(i).attended, .x = distances, .colour = i});
  ui::LinePlotOptions options;
  options.x_label = parts.say("키까지의 거리(음수: 앞쪽)", "distance of the key (negative: before)");
  options.y_label = parts.say("어텐션 가중치의 평균", "mean attention weight");
  options.y_low = 0.f;
  if (parts.settings.task == Task::back) options.marked_x = static_cast<float>(-parts.settings.offset);
  ui::line_plot("attended", series, options);
}

}  // namespace

void draw_distance(const Parts& parts) {
  if (parts.model(0).attended.empty()) return;  // asked for, not here yet
  {
    ui::Flow flow("profiles", 270.f, 2);
    for (const int i : {0, 1}) {
      flow.next();
      ImGui::PushID(i);
      draw_profile(parts, i);
      ImGui::PopID();
    }
  }
  draw_attended(parts);
  ui::caption(
      parts.say("위는 기호와 관계없이 위치 정보만이 말하는 값이고, 아래는 학습한 모델이 실제로 어느 거리에 "
                "주의를 기울이는지이다.",
                "Above: what the positions alone say, whatever the symbols. Below: at which distances the "
                "model really looks."));
}

}  // namespace madang::demos::positional
