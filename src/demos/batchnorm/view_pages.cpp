#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "demos/batchnorm/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::batchnorm {

namespace {

int shown_layer(const Settings& settings) { return std::min(settings.layer, settings.depth); }

/// How the inputs of the ReLUs are spread, layer by layer, network by network.
void draw_histograms(const Parts& parts) {
  ui::Flow flow("histograms", 120.f, norm_count);
  for (std::size_t i = 0; i < parts.snapshot.inside.size(); ++i) {
    flow.next();
    const Inside& inside = parts.snapshot.inside[i];
    std::vector<std::string> layers, bins;
    for (int layer = 1; layer <= inside.histograms.columns; ++layer) layers.push_back(std::to_string(layer));
    for (int bin = 0; bin < inside.histograms.rows; ++bin)
      bins.push_back(ui::fixed_text(
          inside_reach * (1 - (2 * static_cast<float>(bin) + 1) / static_cast<float>(inside.histograms.rows)),
          1));
    const ui::HeatMapResult result = ui::heat_map(
        "histogram", inside.histograms,
        {.name = name_of(static_cast<Norm>(i)).in(parts.hand.language),
         .range = ui::ColourRange{-0.4f, 0.4f},  // shares: only the half from the background to blue
         .row_axis = "z",
         .column_axis = parts.say("층", "layer"),
         .row_labels = bins,
         .column_labels = layers,
         .highlighted_column = shown_layer(parts.settings) - 1,
         .values = false,
         .scale_bar = false,
         .most_height = 190.f});
    if (result.clicked) parts.settings.layer = result.clicked.column + 1;
    ui::paragraph(name_of(static_cast<Norm>(i)).in(parts.hand.language));
  }
}

/// Units from left to right by their running mean.
void draw_statistics(const Parts& parts) {
  const Inside& inside = parts.snapshot.inside[static_cast<std::size_t>(Norm::batch)];
  std::vector<float> units(inside.running_mean.size());
  std::iota(units.begin(), units.end(), 1.f);
  ui::Flow flow("statistics", 280.f, 2);
  const auto plot = [&](ui::Sentence<1> y_label, std::span<const float> running, std::span<const float> own) {
    const ui::Series shown[] = {
        {.name = parts.say("이동 평균", "running average"), .y = running, .x = units, .colour = 1},
        {.name = parts.say("이 배치", "this batch"), .y = own, .x = units, .colour = 0, .dashed = true}};
    flow.next();
    ui::line_plot("statistic", shown,
                  {.x_label = parts.say("유닛", "unit"),
                   .y_label = ui::filled(parts, y_label, shown_layer(parts.settings)),
                   .height = 190.f});
  };
  plot({"{0}층 z의 평균", "mean of z, layer {0}"}, inside.running_mean, inside.batch_mean);
  plot({"{0}층 z의 표준편차", "standard deviation of z, layer {0}"}, inside.running_deviation,
       inside.batch_deviation);
}

/// A press on a cell chooses it.
void draw_matrices(const Parts& parts, ui::Cell chosen) {
  const Calculation& c = parts.snapshot.calculation;
  const Norm norm = parts.settings.norm;
  const bool by_row = norm == Norm::layer || norm == Norm::group;
  ui::Flow flow("matrices", 260.f, norm == Norm::none ? 1 : 2);
  const auto draw = [&](const char* id, const Matrix& matrix, const std::string& title, bool editable) {
    flow.next();
    const ui::HeatMapResult result =
        ui::heat_map(id, matrix,
                     {.name = title,
                      .range = ui::ColourRange{-3.f, 3.f},
                      .row_axis = parts.say("예", "example"),
                      .column_axis = parts.say("유닛", "unit"),
                      .selected = chosen,
                      .highlighted_row = by_row ? chosen.row : -1,
                      .highlighted_column = norm == Norm::batch ? chosen.column : -1,
                      .scale_bar = false,
                      .editable = editable});
    ui::caption(title);
    if (result.clicked) {
      parts.settings.row = result.clicked.row + 1;
      parts.settings.unit = result.clicked.column + 1;
    }
    if (!result.edited) return;
    const auto& [cell, value, dragged] = *result.edited;
    act(parts, "cell", {static_cast<float>(cell.row), static_cast<float>(cell.column), value});
  };
  draw("z", c.z,
       ui::filled(parts,
                  {"{0}층의 z: 행은 예({1}/{2}), 열은 유닛({3}/{4})",
                   "z of layer {0}: rows are examples ({1} of {2}), columns units ({3} of {4})"},
                  shown_layer(parts.settings), c.z.rows, parts.settings.batch, c.z.columns,
                  parts.settings.width),
       true);
  if (norm != Norm::none) draw("x", c.normalised, parts.say("정규화한 x̂", "normalised: x̂"), false);
}

/// Behind a sign: −0.04 in brackets.
std::string operand(float value) { return ui::behind_sign(ui::fixed_text(value)); }

/// x̂ = (z − mean) / √(variance + ε), y = γ x̂ + β, with the numbers in it.
void draw_arithmetic(const Parts& parts, ui::Cell chosen) {
  const Calculation& c = parts.snapshot.calculation;
  if (parts.settings.norm == Norm::none) return;
  const float z = c.z.at(chosen.row, chosen.column), x = c.normalised.at(chosen.row, chosen.column);
  const ui::Term terms[] = {
      {.text = "(" + ui::fixed_text(z), .note = "z"},
      {.text = "− " + operand(c.mean) + ")", .note = parts.say("평균", "mean")},
      {.text = "/ √(" + ui::number_text(c.variance), .note = parts.say("분산", "variance")},
      {.text = "+ 1e−5)", .note = "ε"},
      {.text = "= " + ui::fixed_text(x), .strong = true, .note = "x̂"},
      {.text = "→  " + ui::fixed_text(c.gamma), .note = "γ"},
      {.text = "× " + operand(x), .note = "x̂"},
      {.text = "+ " + operand(c.beta), .note = "β"},
      {.text = "= " + ui::fixed_text(c.y), .strong = true, .note = "y"}};
  ui::arithmetic("cell", terms);
}

/// What must hold of batch norm: how far it is from that, as a badge.
void draw_identities(const Parts& parts) {
  constexpr float limit = 1e-3f;
  const Identities& identities = parts.snapshot.identities;
  const bool two = parts.settings.batch == 2;
  std::string told = ui::filled(
      parts,
      {"배치 정규화에서 반드시 성립하는 것: BN(3Wu) − BN(Wu) = {0}(ε도 9배), 기울기의 비 {1}(= 1/3), γ와 "
       "β로 되살린 z의 차이 {2}",
       "What must hold of batch norm: BN(3Wu) − BN(Wu) = {0} (with 9ε), ratio of the gradients {1} "
       "(= 1/3), z brought back by γ and β up to {2}"},
      identities.scale, ui::fixed_text(identities.gradient_ratio, 4), identities.restored);
  if (two)
    told += ui::filled(parts,
                       {", x̂ = ±d/√(d² + 4ε)와의 차이 {0}(d는 두 예의 z의 차이)",
                        ", x̂ = ±d/√(d² + 4ε) up to {0}, d the difference of the two z"},
                       identities.sign);
  const float largest = std::max({std::abs(identities.scale), std::abs(identities.gradient_ratio - 1.f / 3),
                                  identities.restored, two ? identities.sign : 0.f});
  ui::proof(parts.hand, "identities", {.value = largest, .limit = limit, .told = told + "."});
}

}  // namespace

std::string over_what(const Settings& settings, const Snapshot& snapshot, Language language) {
  if (settings.norm == Norm::none)
    return ui::filled(language, {"정규화가 없으면 z가 그대로 ReLU에 들어간다.",
                                 "Without a norm z enters the ReLU as it is."});
  if (settings.norm == Norm::batch && settings.batch == 2)
    return ui::filled(
        language, {"배치 정규화는 유닛(열)마다 예 둘의 평균을 뺀다. x̂에는 ±1, 곧 어느 쪽이 큰지만 남는다.",
                   "Batch norm takes the mean of each unit (column) over two examples: of their values "
                   "only ±1 is left in x̂, which of them is larger."});
  static constexpr ui::Sentence<1> told[] = {
      {"배치 정규화: 유닛(열)마다 배치의 예 {0}개에 걸쳐 평균과 분산을 잰다.",
       "Batch norm: mean and variance of each unit (column) over the {0} examples of the batch."},
      {"층 정규화: 예(행)마다 층의 유닛 {0}개에 걸쳐 평균과 분산을 잰다.",
       "Layer norm: mean and variance of each example (row) over the {0} units of the layer."},
      {"그룹 정규화: 예(행)마다 한 그룹의 유닛 {0}개에 걸쳐 평균과 분산을 잰다.",
       "Group norm: mean and variance of each example (row) over the {0} units of a group."}};
  return ui::filled(language, told[static_cast<int>(settings.norm) - 1], snapshot.calculation.count);
}

void draw_inside(const Parts& parts) {
  if (parts.snapshot.inside.empty()) return;
  draw_histograms(parts);
  ui::caption(parts.say(
      "열은 은닉층, 행은 ReLU에 들어가는 값 z이다. 값이 많이 모인 칸일수록 파랗다. 이 배치의 모든 예에서 "
      "z가 0 이하인 유닛은 꺼져 있다. 층을 누르면 아래에 그 층이 나온다.",
      "Columns are hidden layers, rows values z that enter the ReLU: the bluer a cell, the more of them lie "
      "there. A unit is off where z is 0 or less for the whole batch. Press a layer to see it below."));
  draw_statistics(parts);
  ui::caption(
      parts.say("배치 정규화는 학습할 때 그 배치의 평균과 분산을, 평가할 때 이동 평균을 쓴다. 배치가 "
                "작을수록 둘이 벌어진다. 유닛은 평균이 작은 것부터 늘어놓았다.",
                "Batch norm uses the mean and variance of the batch in training and their running averages "
                "in evaluation. The smaller the batch, the further apart they are. Units stand in the order "
                "of their mean."));
  const ui::Room room(ui::lines_height(ui::narrow() ? 4 : 3));
  ui::caption(
      ui::filled(parts,
                 {"같은 이미지를 다른 배치에 넣으면 배치 정규화 신경망의 출력이 학습 모드에서는 {0}만큼, "
                  "평가 모드에서는 {1}만큼(반드시 0) 달라진다.",
                  "The same image in another batch moves the output of the network with batch norm by "
                  "{0} in training and by {1} in evaluation, which must be 0."},
                 parts.snapshot.dependence.training, parts.snapshot.dependence.evaluation));
}

void draw_batch(const Parts& parts) {
  const Calculation& c = parts.snapshot.calculation;
  if (c.z.empty()) return;
  const ui::Cell chosen{std::min(parts.settings.row, c.z.rows) - 1,
                        std::min(parts.settings.unit, c.z.columns) - 1};
  draw_matrices(parts, chosen);
  draw_arithmetic(parts, chosen);
  if (parts.settings.norm != Norm::none)
    ui::caption(parts.say(
        "칸을 누르면 그 칸의 계산이 나온다. z의 칸을 위아래로 끌면 다른 칸의 x̂가 어떻게 따라 움직이는지 "
        "보인다.",
        "Press a cell for its arithmetic. Drag a cell of z up or down to see which cells of x̂ "
        "move with it."));
  draw_identities(parts);
  if (!parts.snapshot.edited) return;
  const std::string undo = parts.say("고친 칸 되돌리기", "Undo changed cells");
  ui::continue_line(ui::text_width(undo, ui::body_size) + 24.f);
  if (ui::button(undo.c_str())) act(parts, "restore");
}

}  // namespace madang::demos::batchnorm
