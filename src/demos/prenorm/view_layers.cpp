#include <cmath>
#include <numeric>

#include "demos/prenorm/view_parts.h"
#include "ui/access.h"
#include "ui/arithmetic.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::prenorm {

namespace {

const std::vector<float>& shown(const Layers& layers, Quantity quantity) {
  switch (quantity) {
    case Quantity::way:
      return layers.way;
    case Quantity::gradient:
      return layers.gradient;
    case Quantity::trunk:
      return layers.trunk;
    case Quantity::added:
      break;
  }
  return layers.added;
}

std::string axis_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::way:
      return "‖∂L/∂x‖";
    case Quantity::gradient:
      return "‖∂L/∂W₂‖";
    case Quantity::trunk:
      return "‖x‖/√d";
    case Quantity::added:
      break;
  }
  return "‖F‖/√d";
}

/// Powers of ten around all that both pictures show.
struct Range {
  float low = 1, high = 1;
};
Range range_of(const Snapshot& s, Quantity quantity) {
  float low = INFINITY, high = 0;
  for (const auto* all : {&s.start, &s.now})
    for (const Layers& layers : *all)
      for (const float v : shown(layers, quantity))
        if (v > 0 && std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
  if (!(low <= high)) return {0.1f, 10.f};
  return {std::pow(10.f, std::floor(std::log10(low))), std::pow(10.f, std::ceil(std::log10(high * 1.01f)))};
}

/// One quantity along the blocks at the start or now; a press chooses the block.
void draw_along(const Parts& parts, const char* id, const std::vector<Layers>& all, bool legend,
                float height) {
  const Quantity quantity = parts.settings.quantity;
  const bool with_zero = quantity == Quantity::way || quantity == Quantity::trunk;  // x₀ as well
  std::vector<float> blocks(shown(all.front(), quantity).size());
  std::iota(blocks.begin(), blocks.end(), with_zero ? 0.f : 1.f);
  std::vector<ui::Series> series;
  for (const Arm arm : in_order)
    series.push_back({.name = name_of(arm).in(parts.hand.language),
                      .y = shown(of(all, arm), quantity),
                      .x = blocks,
                      .colour = static_cast<int>(arm),
                      .dashed = arm == Arm::post,
                      .dots = true});
  const Range range = range_of(parts.snapshot, quantity);
  const int block = std::min(parts.settings.block, parts.settings.depth);
  const auto result = ui::line_plot(
      id, series,
      {.x_label = parts.say("블록", "block"),
       .y_label = axis_of(quantity) + (&all == &parts.snapshot.now ? parts.say(", 지금", ", now")
                                                                   : parts.say(", 처음", ", start")),
       .y_scale = demo::Scale::logarithmic,
       .y_low = range.low,
       .y_high = range.high,
       .marked_x = static_cast<float>(block),
       .legend = legend,
       .height = height});
  if (result.clicked_x)
    parts.settings.block =
        std::clamp(static_cast<int>(std::lround(*result.clicked_x)), 1, parts.settings.depth);
}

void cell(const std::string& text) {
  ImGui::TableNextColumn();
  ui::caption(text);
}

/// The numbers of one explanation, before training and now.
template <class Value>
void draw_row(const Parts& parts, const char* number, bool narrow, Value value) {
  const auto told = [&](const Layers& layers) { return ui::number_text(value(layers), 2); };
  ImGui::TableNextRow();
  cell(number);
  for (const Arm arm : in_order) {
    const std::string start = told(of(parts.snapshot.start, arm)),
                      now = "→ " + told(of(parts.snapshot.now, arm));
    cell(narrow ? start : start + " " + now);
    if (narrow) ui::caption(now);  // a line of its own, whose width never matters
  }
}

void draw_explanations(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  ui::heading(parts.say("세 가지 설명: 처음 → 지금", "Three explanations: start → now"));
  const bool narrow = ui::narrow();  // here: a cell of the table always is
  if (ImGui::BeginTable("explanations", 1 + arm_count, ImGuiTableFlags_BordersInnerH)) {
    ImGui::TableSetupColumn("number", ImGuiTableColumnFlags_WidthFixed, 16.f);
    for (const char* arm : {"pre", "post", "warm"})
      ImGui::TableSetupColumn(arm, ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableNextRow();
    cell({});
    cell("Pre");
    cell("Post");
    cell(parts.say("+ 워밍업", "+ warm-up"));
    draw_row(parts, "1", narrow, [](const Layers& l) { return l.gradient.back(); });
    draw_row(parts, "2", narrow, [](const Layers& l) { return l.reach(); });
    draw_row(parts, "3", narrow, [](const Layers& l) { return l.change; });
    ImGui::EndTable();
  }
  const float ratio = of(s.start, Arm::post).gradient.back() / of(s.start, Arm::pre).gradient.back();
  const ui::Room room(ui::lines_height(narrow ? 7 : 4));
  ui::caption(ui::filled(
      parts,
      {"1 출력 쪽 기울기가 크다(Xiong 2020): 마지막 블록의 ‖∂L/∂W₂‖. 처음에 Post ÷ Pre = {0}, "
       "이론은 √깊이 = {1}.",
       "1 Large gradients near the output (Xiong 2020): ‖∂L/∂W₂‖ of the last block. Post ÷ "
       "pre at the start: {0}; theory: √depth = {1}."},
      ui::number_text(ratio, 2), ui::number_text(std::sqrt(static_cast<float>(parts.settings.depth)), 2)));
  ui::caption(parts.say("2 기울기가 입력 쪽으로 소실된다(Takase 2022): ‖∂L/∂x₀‖ ÷ ‖∂L/∂x_N‖.",
                        "2 The gradient vanishes towards the input (Takase 2022): ‖∂L/∂x₀‖ ÷ ‖∂L/∂x_N‖."));
  ui::caption(ui::filled(parts,
                         {"3 가중치가 조금만 변해도 출력이 크게 변한다(Liu 2020): Adam의 첫 갱신, 곧 "
                          "가중치마다 ±{0}에 ‖Δy‖ ÷ ‖y‖.",
                          "3 Small changes of the weights change the output much (Liu 2020): ‖Δy‖ ÷ ‖y‖ by "
                          "Adam's first step, ±{0} on each weight."},
                         parts.settings.learning_rate));
}

void draw_matrices(const Parts& parts, ui::Cell chosen) {
  const CellPicture& c = parts.snapshot.cell;
  struct Shown {
    const char* id;
    const Matrix& matrix;
    const char* title;
  };
  const bool after = parts.settings.arm != Arm::pre;
  const Shown all[] = {{"x", c.x, parts.say("들어오는 x", "what comes in: x")},
                       {"f", c.f, parts.say("더하는 값 F", "what is added: F")},
                       {"y", c.y, after ? "y = LN(x + F)" : "y = x + F"}};
  const float height = ui::narrow() ? 78.f : 110.f;
  ui::Flow flow("matrices", 215.f, 3);
  for (const Shown& shown : all) {
    flow.next();
    const auto result = ui::heat_map(shown.id, shown.matrix,
                                     {.name = shown.title,
                                      .range = ui::ColourRange{-4.f, 4.f},
                                      .row_axis = parts.say("자리", "place"),
                                      .column_axis = parts.say("유닛", "unit"),
                                      .selected = chosen,
                                      .values = false,
                                      .scale_bar = false,
                                      .most_height = height});
    ui::small_line(shown.title, ui::theme().text);
    if (!result.clicked) continue;
    parts.settings.row = result.clicked.row + 1;
    parts.settings.unit = result.clicked.column + 1;
  }
}

std::string operand(float value) { return ui::behind_sign(ui::fixed_text(value)); }

/// Layer norm and sum of the chosen cell.
void draw_arithmetic(const Parts& parts, ui::Cell chosen) {
  const CellPicture& c = parts.snapshot.cell;
  const float x = c.x.at(chosen.row, chosen.column), f = c.f.at(chosen.row, chosen.column);
  const bool after = parts.settings.arm != Arm::pre;
  const ui::Term sum[] = {{.text = ui::fixed_text(x), .note = "x"},
                          {.text = "+ " + operand(f), .note = "F"},
                          {.text = "= " + ui::fixed_text(x + f), .strong = true, .note = after ? "s" : "y"}};
  const ui::Term norm[] = {
      {.text = "(" + ui::fixed_text(c.in), .note = after ? "s" : "x"},
      {.text = "− " + operand(c.mean) + ")", .note = "μ"},
      {.text = "÷ " + ui::fixed_text(c.deviation), .note = "√(σ² + ε)"},
      {.text = "× " + operand(c.gamma), .note = "γ"},
      {.text = "+ " + operand(c.beta), .note = "β"},
      {.text = "= " + ui::fixed_text(c.out), .strong = true, .note = after ? "y" : "LN(x)"}};
  const ui::Room room(ui::narrow() ? 140.f : 100.f);
  if (after) ui::arithmetic("sum", sum);
  ui::arithmetic("norm", norm);
  if (!after) ui::arithmetic("sum", sum);
}

void draw_proofs(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  float apart = 0;
  const std::vector<float>& trunk = of(s.start, Arm::post).trunk;
  for (std::size_t i = 1; i < trunk.size(); ++i)
    if (const float off = std::abs(trunk[i] * trunk[i] - 1); !(off <= apart)) apart = off;  // NaN as well
  ui::proof(
      parts.hand, "sphere",
      {.value = apart,
       .limit = 1e-3f,
       .told = ui::filled(parts,
                          {"학습 전(γ = 1, β = 0)에 post-norm의 블록 뒤에서는 어디서나 ‖x‖² = d이다. 모든 "
                           "블록에서 |‖x‖²/d − 1|의 최댓값: {0}.",
                           "Before training (γ = 1, β = 0), ‖x‖² = d after every post-norm block. "
                           "Largest |‖x‖²/d − 1| of all blocks: {0}."},
                          apart)});
  ui::continue_line(130.f);
  const ui::Within cells(parts.say("칸의 계산", "Cells"));
  ui::proof(parts.hand, "cells",
            {.value = s.cell.difference,
             .limit = 1e-3f,
             .told = ui::filled(parts,
                                {"이 계산을 모든 칸에서 엔진의 y와 견준 가장 큰 차이: {0}.",
                                 "Largest difference between this arithmetic and the engine's y, over all "
                                 "cells: {0}."},
                                s.cell.difference)});
}

}  // namespace

void draw_layers(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.now.size() < arm_count || s.start.size() < arm_count || s.cell.x.empty()) return;
  {
    const bool narrow = ui::narrow();
    const float height = narrow ? 150.f : 220.f;
    ui::Flow flow("along", 300.f, 2);
    flow.next();
    draw_along(parts, "start", s.start, true, height);
    flow.next();
    draw_along(parts, "now", s.now, !narrow, height);
  }
  ui::choice(parts, &Settings::quantity);
  draw_explanations(parts);
  ui::heading(ui::filled(parts, {"{0}번 블록의 완전 연결 층", "The dense layers of block {0}"},
                         std::min(parts.settings.block, parts.settings.depth)));
  ui::choice(parts, &Settings::arm);
  const ui::Cell chosen{std::min(parts.settings.row, s.cell.x.rows) - 1,
                        std::min(parts.settings.unit, s.cell.x.columns) - 1};
  draw_matrices(parts, chosen);
  ui::small_line(parts.say("그래프의 블록이나 칸을 눌러 보자.", "Press a block in a plot, or any cell."),
                 ui::theme().muted);
  draw_arithmetic(parts, chosen);
  draw_proofs(parts);
}

}  // namespace madang::demos::prenorm
