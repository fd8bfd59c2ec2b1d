#include <algorithm>
#include <cmath>

#include "demos/dropout/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/proof.h"
#include "ui/text.h"

namespace madang::demos::dropout {

namespace {

void draw_robustness(const Parts& parts) {
  const UnitsPicture& units = parts.snapshot.units;
  std::vector<float> shares;
  for (int tenths = 0; tenths < 10; ++tenths) shares.push_back(static_cast<float>(tenths) / 10);
  std::vector<ui::Series> shown;
  const std::vector<Arm> arms = arms_of(parts.settings.kind);
  for (std::size_t i = 0; i < units.robust.size(); ++i)
    shown.push_back({.name = name_of(arms[i]).in(parts.hand.language),
                     .y = units.robust[i],
                     .x = shares,
                     .colour = colour_of(i),
                     .dashed = i == 0,
                     .dots = true});
  ui::line_plot("robust", shown,
                {.x_label = parts.say("꺼진 유닛의 비율", "share of units off"),
                 .y_label = parts.say("테스트 오류율", "test error"),
                 .shares = true,
                 .y_low = 0.f,
                 .y_high = 1.f,
                 .levels = {{parts.say("찍기", "chance"), 0.9f}},
                 .height = 250.f});
}

void draw_correlations(const Parts& parts) {
  const UnitsPicture& units = parts.snapshot.units;
  const std::vector<Arm> arms = arms_of(parts.settings.kind);
  ui::heading(parts.say("유닛끼리의 상관", "Correlation between units"));
  {
    ui::Flow flow("correlations", 140.f, 2);
    for (std::size_t i = 0; i < units.correlation.size(); ++i) {
      flow.next();
      ui::heat_map("rho", units.correlation[i],
                   {.title = name_of(arms[i]).in(parts.hand.language) + ": " + "|ρ| " +
                             ui::fixed_text(units.mean[i], 3),
                    .range = ui::ColourRange{-1.f, 1.f},
                    .row_axis = parts.say("유닛", "unit"),
                    .column_axis = parts.say("유닛", "unit"),
                    .values = false,
                    .scale_bar = false,
                    .square = true,
                    .most_cell = 10.f});
    }
  }
  ui::caption(parts.say(
      "둘째 은닉층의 유닛 32개가 테스트 이미지 250장에 내는 값의 상관 계수 ρ이다. |ρ|는 층 전체의 "
      "평균이다. 드롭아웃이 늘 이 값을 낮추는 것은 아니다.",
      "Correlation ρ of 32 units of the second hidden layer over 250 test images; |ρ| is the mean over "
      "the whole layer. Dropout does not always lower it."));
}

}  // namespace

void draw_units(const Parts& parts, Matrix& pad) {
  const Snapshot& s = parts.snapshot;
  if (s.units.robust.empty()) return;
  const bool small = ui::narrow();
  {
    ui::Flow flow("top", 300.f, 2);
    flow.next();
    draw_layers(parts, true, small);
    flow.next();
    draw_robustness(parts);
  }
  {
    const ui::Room room(ui::lines_height(ui::narrow() ? 3 : 2));
    ui::paragraph(ui::filled(parts,
                             {"유닛 {0}개를 껐다. 테스트 오류율: 드롭아웃 {1}, 없음 {2}.",
                              "You have switched off {0} units. Test error: {1} with dropout, {2} without."},
                             s.units.off, ui::percent(s.units.own_error.back()),
                             ui::percent(s.units.own_error.front())));
  }
  if (ui::button(parts.say("모두 켜기", "All units on"))) act(parts, "restore");
  {
    ui::Flow flow("digit", 300.f, 2);
    flow.next();
    draw_input(parts, pad);
    flow.next();
    draw_answers(parts, {{parts.say("내 마스크", "your mask"), &s.thin_chances},
                         {parts.say("모두 켬", "all units on"), &s.nets.back().chances}});
  }
  draw_correlations(parts);
}

void draw_norm(const Parts& parts) {
  const ShiftPicture& shift = parts.snapshot.shift;
  if (shift.keep.empty()) return;
  std::vector<float> keep, root;
  for (int i = 1; i <= 100; ++i) {
    keep.push_back(static_cast<float>(i) / 100);
    root.push_back(std::sqrt(keep.back()));
  }
  float worst = 0;
  for (std::size_t i = 0; i < shift.keep.size(); ++i)
    worst = std::max(worst, std::abs(shift.measured[i] - std::sqrt(shift.keep[i])));
  const bool small = ui::narrow();
  {
    ui::Flow flow("top", 300.f, 2);
    flow.next();
    const ui::Series shown[] = {{.name = "√q", .y = root, .x = keep, .colour = 3},
                                {.name = parts.say("x ~ N(0, 1)에서 잰 값", "measured on x ~ N(0, 1)"),
                                 .y = shift.measured,
                                 .x = shift.keep,
                                 .colour = 0,
                                 .dots = true}};
    ui::line_plot("shift", shown,
                  {.x_label = parts.say("남기는 비율 q = 1 − p", "share kept, q = 1 − p"),
                   .y_label = parts.say("평가할 때 정규화 출력의 표준편차",
                                        "std. dev. of the norm's output, evaluation"),
                   .y_low = 0.f,
                   .y_high = 1.1f,
                   .marked_x = 1 - parts.settings.rate,
                   .levels = {{parts.say("학습할 때", "in training"), 1.f}},
                   .height = 210.f});
    const std::vector<Arm> arms = arms_of(Kind::norm);
    Matrix table{4, hidden_layers, {}};
    std::vector<std::string> rows;
    const auto add = [&](const std::string& name, std::size_t first, const std::vector<float>& values) {
      rows.push_back(name);
      for (std::size_t i = 0; i < hidden_layers; ++i) table.values.push_back(values[first + i]);
    };
    add(name_of(arms[0]).in(parts.hand.language), 0, shift.layers);
    add(name_of(arms[1]).in(parts.hand.language), hidden_layers, shift.layers);
    add(parts.say("앞, 공식", "Before, formula"), 0, shift.predicted);
    add(name_of(arms[2]).in(parts.hand.language), 2 * hidden_layers, shift.layers);
    const std::vector<std::string> columns = {parts.say("정규화 1", "norm 1"),
                                              parts.say("정규화 2", "norm 2")};
    ui::heat_map("layers", table,
                 {.title = parts.say("세 신경망의 정규화 출력, 표준편차", "The networks' norms: std. dev."),
                  .range = ui::ColourRange{-1.2f, 1.2f},
                  .row_axis = parts.say("신경망", "network"),
                  .column_axis = parts.say("층", "layer"),
                  .row_labels = rows,
                  .column_labels = columns,
                  .scale_bar = false,
                  .most_cell = 90.f,
                  .most_height = 116.f});
    ui::caption(
        parts.say("공식은 정규화 바로 앞의 드롭아웃만 센다. 둘째 정규화에는 첫째의 드롭아웃도 미친다.",
                  "The formula counts only the dropout right before a norm. The second norm feels the first "
                  "dropout as well."));
    flow.next();
    draw_curves(parts, small);
  }
  const float q = 1 - parts.settings.rate, squared = shift.mean * shift.mean;
  const float trained = shift.variance / q + squared * (1 - q) / q;
  const ui::Term terms[] = {
      {.text = "√(" + ui::number_text(shift.variance), .note = "σ²"},
      {.text = "/ (" + ui::number_text(shift.variance) + "/" + ui::fixed_text(q), .note = "σ²/q"},
      {.text = "+ " + ui::number_text(squared) + "·" + ui::fixed_text(1 - q) + "/" + ui::fixed_text(q) + "))",
       .note = "μ²(1 − q)/q"},
      {.text = "= " + ui::fixed_text(trained > 0 ? std::sqrt(shift.variance / trained) : 0.f),
       .strong = true,
       .note = parts.say("첫 정규화의 첫 유닛", "first unit of the first norm")}};
  ui::arithmetic("unit", terms);
  ui::proof(parts.hand, "root",
            {.value = worst,
             .limit = 0.05f,
             .told = ui::filled(
                 parts,
                 {"정규 난수 4,096개로 잰 표준편차와 √q의 가장 큰 차이: {0}.",
                  "Largest difference between √q and what is measured on 4,096 normal numbers: {0}."},
                 worst)});
  draw_trial(parts);
}

}  // namespace madang::demos::dropout
