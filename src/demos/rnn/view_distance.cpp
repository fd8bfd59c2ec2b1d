#include <imgui.h>

#include "demos/rnn/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::rnn {

namespace {

float upper_height() { return ui::narrow() ? 200.f : 260.f; }  // css px

/// Norms that float cannot hold are gaps on a logarithmic axis: the curve ends there.
std::span<const float> until_zero(const std::vector<float>& norms) {
  std::size_t count = 0;
  while (count < norms.size() && norms[count] > 0) ++count;
  return std::span(norms).first(count);
}

void draw_reach(const Parts& parts) {
  std::vector<ui::Series> series;
  for (const Cell cell : all_cells)
    series.push_back({.name = name_of(cell),
                      .y = until_zero(parts.cell(cell).reach),
                      .x = parts.snapshot.distances,
                      .colour = colour_of(cell)});
  if (parts.settings.start_shown)
    for (const Cell cell : all_cells)
      series.push_back({.name = name_of(cell) + parts.say(" 학습 전", " before training"),
                        .y = until_zero(parts.cell(cell).first_reach),
                        .x = parts.snapshot.distances,
                        .colour = colour_of(cell),
                        .dashed = true,
                        .pale = true});
  const std::string by = parts.settings.measured == Measured::hidden ? "h" : "x";
  ui::LinePlotOptions options;
  options.x_label = parts.say("거리 k (스텝)", "distance k (steps)");
  options.y_label = "‖∂L/∂" + by + "(T−k)‖";
  if (parts.settings.relative) options.y_label += " ÷ ‖∂L/∂" + by + "(T)‖";
  options.y_scale = demo::Scale::logarithmic;
  options.pale_name = parts.say("학습 전", "before training");
  options.marked_x = static_cast<float>(parts.snapshot.far_distance);
  options.height = upper_height();
  ui::line_plot("reach", series, options);
}

void draw_curves(const Parts& parts) {
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = parts.settings.task == Task::adding ? parts.say("제곱 오차", "squared error")
                                                        : parts.say("교차 엔트로피", "cross-entropy");
  if (parts.settings.task == Task::adding)
    options.y_scale = demo::Scale::logarithmic;
  else
    options.y_low = 0.f;
  options.height = upper_height();
  ui::curve_plot(parts.hand, "loss", options);
}

void draw_far(const Parts& parts) {
  const std::string distance = std::to_string(parts.snapshot.far_distance);
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = "‖∂L/∂h(T−" + distance + ")‖ ÷ ‖∂L/∂h(T)‖";
  options.y_scale = demo::Scale::logarithmic;
  options.height = ui::narrow() ? 180.f : 220.f;
  ui::curve_plot(parts.hand, "far_gradient", options);
}

/// The three cells now, each in a row.
void draw_standing(const Parts& parts) {
  const auto& theme = ui::theme();
  const bool adding = parts.settings.task == Task::adding;
  if (!ImGui::BeginTable("standing", 4, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::PushFont(nullptr, ui::narrow() ? ui::small_size : ui::body_size);
  const std::string far =
      ui::filled(parts, {"기울기\n{0}스텝 전", "gradient\n{0} back"}, parts.snapshot.far_distance);
  for (const std::string& head :
       {std::string(), std::string(parts.say("손실", "loss")), far,
        std::string(adding ? parts.say("과제", "task") : parts.say("정답", "right"))})
    ui::table_cell(head, theme.muted);
  for (const Cell cell : all_cells) {
    const CellPicture& now = parts.cell(cell);
    ImGui::TableNextRow();
    ui::table_cell(name_of(cell), theme.series_colour(colour_of(cell)));
    ui::table_cell(ui::number_text(now.loss), theme.text);
    ui::table_cell("× " + share_text(now.far_share), theme.text);
    const std::string reached = !adding      ? ui::percent(now.right)
                                : now.solved ? parts.say("풀었다", "solved")
                                             : parts.say("아직", "not yet");
    ui::table_cell(reached, theme.text);
  }
  ImGui::PopFont();
  ImGui::EndTable();
  ui::caption(parts.say("기울기는 마지막 스텝에서의 몇 배인지로 적는다.",
                        "Gradients are given as multiples of that at the last step."));
}

}  // namespace

void draw_distance(const Parts& parts) {
  ui::Flow flow("plots", 300.f, 2);  // the table fills the fourth place
  flow.next();
  draw_reach(parts);
  ui::caption(
      parts.say("오른쪽으로 갈수록 먼 과거이다. 마지막 스텝의 손실에서 거기까지 닿는 기울기의 크기를 로그 "
                "눈금으로 그린다.",
                "The farther right, the farther back in time: size of the gradient that arrives there from "
                "the last step's loss, on a log scale."));
  flow.next();
  draw_curves(parts);
  ui::caption(parts.say("학습에 쓰지 않은 시퀀스 64개에서 잰 손실이다.",
                        "Measured on 64 sequences not used for training."));
  flow.next();
  draw_far(parts);
  std::string caption = parts.say("세로선이 가리키는 거리의 기울기를 학습하는 동안 따라간다.",
                                  "The gradient at the distance of the vertical line, as training goes on.");
  if (parts.settings.task == Task::adding)
    caption += parts.say(" 과제를 푸는 셀에서는 그 순간 길이 열린다.",
                         " In a cell that solves the task, the path opens at that moment.");
  ui::caption(caption);
  flow.next();
  draw_standing(parts);
}

}  // namespace madang::demos::rnn
