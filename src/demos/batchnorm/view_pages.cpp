#include <algorithm>
#include <cmath>

#include "demos/batchnorm/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"

namespace madang::demos::batchnorm {

namespace {

int shown_layer(const Settings& settings) { return std::min(settings.layer, settings.depth); }

/// How the inputs of the ReLUs are spread, layer by layer, network by network.
void draw_histograms(const Parts& parts) {
  ui::Flow flow("histograms", 150.f, norm_count);
  for (std::size_t i = 0; i < parts.snapshot.inside.size(); ++i) {
    flow.next();
    const Inside& inside = parts.snapshot.inside[i];
    std::vector<std::string> layers, bins;
    for (int layer = 1; layer <= inside.histograms.columns; ++layer) layers.push_back(std::to_string(layer));
    for (int bin = 0; bin < inside.histograms.rows; ++bin)
      bins.push_back(ui::fixed_text(
          inside_reach * (1 - (2 * static_cast<float>(bin) + 1) / static_cast<float>(inside.histograms.rows)),
          1));
    ui::HeatMapOptions options;
    options.title = name_of(static_cast<Norm>(i), parts.hand.language);
    options.range = ui::ColourRange{-0.4f, 0.4f};  // shares: only the half from the background to blue
    options.scale_bar = false;
    options.values = false;
    options.row_labels = bins;
    options.column_labels = layers;
    options.highlighted_column = shown_layer(parts.settings) - 1;
    options.most_height = 190.f;
    ImGui::PushID(static_cast<int>(i));
    const ui::HeatMapResult result = ui::heat_map("histogram", inside.histograms, options);
    ImGui::PopID();
    if (result.clicked) parts.settings.layer = result.clicked.column + 1;
    ui::caption(
        ui::filled(parts, {"죽은 유닛 {0}", "dead units {0}"},
                   ui::percent(inside.off[static_cast<std::size_t>(shown_layer(parts.settings) - 1)])));
  }
}

/// Units from left to right by their running mean.
void draw_statistics(const Parts& parts) {
  const Inside& inside = parts.snapshot.inside[static_cast<std::size_t>(Norm::batch)];
  const ui::Series means[] = {
      {.name = parts.say("이동 평균", "running"), .y = inside.running_mean, .colour = 1},
      {.name = parts.say("이 배치", "this batch"), .y = inside.batch_mean, .colour = 0, .dashed = true}};
  const ui::Series deviations[] = {
      {.name = parts.say("이동 평균", "running"), .y = inside.running_deviation, .colour = 1},
      {.name = parts.say("이 배치", "this batch"), .y = inside.batch_deviation, .colour = 0, .dashed = true}};
  ui::LinePlotOptions options;
  options.x_label = parts.say("유닛(이동 평균 순)", "units, by running mean");
  options.height = 190.f;
  ui::Flow flow("statistics", 280.f, 2);
  flow.next();
  options.y_label =
      ui::filled(parts, {"{0}층 z의 평균", "mean of z, layer {0}"}, shown_layer(parts.settings));
  ui::line_plot("means", means, options);
  flow.next();
  options.y_label =
      ui::filled(parts, {"{0}층 z의 표준편차", "deviation of z, layer {0}"}, shown_layer(parts.settings));
  ui::line_plot("deviations", deviations, options);
}

const char* over_what(Norm norm, const Parts& parts) {
  switch (norm) {
    case Norm::none:
      return parts.say("정규화가 없어 y = z이다.", "Without a norm y = z.");
    case Norm::batch:
      return parts.say("배치의 모든 예에 걸쳐, 유닛(열)마다",
                       "over all examples of the batch, for each unit (column)");
    case Norm::layer:
      return parts.say("층의 모든 유닛에 걸쳐, 예(행)마다",
                       "over all units of the layer, for each example (row)");
    case Norm::group:
      return parts.say("그룹의 유닛에 걸쳐, 예(행)마다", "over the units of a group, for each example (row)");
  }
  return "";
}

void choose_cell(const Parts& parts, const ui::HeatMapResult& result) {
  if (!result.clicked) return;
  parts.settings.row = result.clicked.row + 1;
  parts.settings.unit = result.clicked.column + 1;
}

void draw_matrices(const Parts& parts, ui::Cell chosen) {
  const Calculation& c = parts.snapshot.calculation;
  ui::HeatMapOptions options;
  options.selected = chosen;
  options.scale_bar = false;
  if (parts.settings.norm == Norm::batch) options.highlighted_column = chosen.column;
  if (parts.settings.norm == Norm::layer || parts.settings.norm == Norm::group)
    options.highlighted_row = chosen.row;
  ui::Flow flow("matrices", 260.f, 2);
  flow.next();
  options.title =
      ui::filled(parts, {"{0}층의 z: 행은 예, 열은 유닛", "z of layer {0}: rows are examples, columns units"},
                 shown_layer(parts.settings));
  options.range = ui::ColourRange{-3.f, 3.f};
  options.editable = true;
  const ui::HeatMapResult z = ui::heat_map("z", c.z, options);
  choose_cell(parts, z);
  if (z.edited)
    parts.hand.act({.name = "cell",
                    .numbers = {static_cast<float>(z.edited->cell.row),
                                static_cast<float>(z.edited->cell.column), z.edited->value},
                    .text = {}});
  flow.next();
  options.title = parts.say("정규화한 x̂", "normalised: x̂");
  options.editable = false;
  choose_cell(parts, ui::heat_map("x", c.normalised, options));
}

/// x̂ = (z − mean) / √(variance + ε), y = γ x̂ + β, with the numbers in it.
void draw_arithmetic(const Parts& parts, ui::Cell chosen) {
  const Calculation& c = parts.snapshot.calculation;
  if (parts.settings.norm == Norm::none) return ui::caption(over_what(Norm::none, parts));
  const float z = c.z.at(chosen.row, chosen.column), x = c.normalised.at(chosen.row, chosen.column);
  const float y = c.y.at(chosen.row, chosen.column);
  ui::caption(ui::filled(parts,
                         {"평균과 분산: {0} ({1}개). 칸을 누르면 그 칸의 계산이 나온다.",
                          "Mean and variance: {0} ({1} numbers). Press a cell for its arithmetic."},
                         over_what(parts.settings.norm, parts), c.count));
  const ui::Term terms[] = {
      {.text = "(" + ui::fixed_text(z), .note = "z"},
      {.text = "− " + ui::fixed_text(c.mean) + ")", .note = parts.say("평균", "mean")},
      {.text = "/ √(" + ui::number_text(c.variance), .note = parts.say("분산", "variance")},
      {.text = "+ 1e−5)", .note = "ε"},
      {.text = "= " + ui::fixed_text(x), .strong = true, .note = "x̂"},
      {.text = "→  " + ui::fixed_text(c.gamma), .note = "γ"},
      {.text = "× " + ui::fixed_text(x), .note = "x̂"},
      {.text = "+ " + ui::fixed_text(c.beta), .note = "β"},
      {.text = "= " + ui::fixed_text(y), .strong = true, .note = "y"}};
  ui::arithmetic("cell", terms);
}

/// What must hold, beside what happened.
void draw_checks(const Parts& parts) {
  const Checks& checks = parts.snapshot.checks;
  if (parts.settings.page == Page::inside) {
    ui::caption(ui::filled(parts,
                           {"같은 그림을 다른 배치에 넣었을 때 배치 정규화 신경망의 출력 차이: 학습 방식 "
                            "{0}, 평가 방식 {1}(반드시 0).",
                            "The same image in another batch moves the output of the network with batch norm "
                            "by {0} in training and by {1} in "
                            "evaluation, which must be 0."},
                           checks.training, checks.evaluation));
    return;
  }
  ui::caption(ui::filled(
      parts,
      {"반드시 성립하는 것: BN(3Wu) − BN(Wu) = {0}, 기울기의 비 {1}(= 1/3), γ와 β로 z를 되살린 차이 {2}.",
       "What must hold: BN(3Wu) − BN(Wu) = {0}, ratio of the gradients {1} (= 1/3), z brought back by γ and "
       "β up to {2}."},
      checks.scale, ui::fixed_text(checks.gradient_ratio, 4), checks.restored));
  if (parts.settings.batch == 2)
    ui::caption(ui::filled(parts,
                           {"배치가 2이면 x̂ = ±d/√(d² + 4ε)이고 차이는 {0}이다. d는 두 예의 z의 차이. 크기는 "
                            "사라지고 부호만 남는다.",
                            "In a batch of 2, x̂ = ±d/√(d² + 4ε) up to {0}, d the difference of the two z. "
                            "Sizes are gone, signs are left."},
                           checks.sign));
}

}  // namespace

void draw_inside(const Parts& parts) {
  if (parts.snapshot.inside.empty()) return;
  draw_histograms(parts);
  ui::caption(
      parts.say("세로줄 하나가 은닉층 하나이고, 색은 ReLU에 들어가는 값이 그 칸에 드는 비율이다. 층을 누르면 "
                "아래에 그 층이 나온다.",
                "Each column is a hidden layer; the colour is the share of what enters its ReLU. Press a "
                "layer to see it below."));
  ui::field(parts, &Settings::evaluation);
  draw_statistics(parts);
  ui::caption(
      parts.say("학습할 때는 배치의 통계량을, 평가할 때는 이동 평균을 쓴다. 배치가 작을수록 둘이 멀어진다.",
                "Training uses the batch's statistics, evaluation the running ones. The smaller the batch, "
                "the further apart they are."));
  draw_checks(parts);
}

void draw_batch(const Parts& parts) {
  const Calculation& c = parts.snapshot.calculation;
  if (c.z.empty()) return;
  ui::choice(parts, &Settings::norm);
  const ui::Cell chosen{std::min(parts.settings.row, c.z.rows) - 1,
                        std::min(parts.settings.unit, c.z.columns) - 1};
  draw_matrices(parts, chosen);
  draw_arithmetic(parts, chosen);
  if (parts.snapshot.edited && ui::button(parts.say("고친 칸 되돌리기", "Undo changed cells")))
    parts.hand.act({.name = "restore", .numbers = {}, .text = {}});
  ui::caption(parts.say("z의 칸을 위아래로 끌면 한 예가 다른 예들을 어떻게 움직이는지 보인다.",
                        "Drag a cell of z up or down to see how one example moves the others."));
  draw_checks(parts);
  std::vector<float> places(trial_batches.begin(), trial_batches.end());
  draw_trial(parts, parts.snapshot.batches, places, "batches", parts.say("배치 크기", "batch size"),
             parts.say("다섯 배치 크기로 견주기", "Compare at five batch sizes"));
}

}  // namespace madang::demos::batchnorm
