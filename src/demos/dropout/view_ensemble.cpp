#include <algorithm>

#include "demos/dropout/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/proof.h"
#include "ui/text.h"

namespace madang::demos::dropout {

namespace {

void draw_all_masks(const Parts& parts) {
  const Masks& m = parts.snapshot.ensemble;
  constexpr int columns = 32;
  const int thin = parts.settings.thin;
  const char* const name = parts.say("마스크마다 정답에 주는 확률: 진할수록 높다",
                                     "Probability of the right answer with each mask: the bluer the higher");
  const ui::HeatMapResult result = ui::heat_map("thin", m.chances,
                                                {.name = name,
                                                 .range = ui::ColourRange{-1.f, 1.f},
                                                 .row_axis = parts.say("유닛 6–10", "units 6–10"),
                                                 .column_axis = parts.say("유닛 1–5", "units 1–5"),
                                                 .selected = {thin / columns, thin % columns},
                                                 .values = false,
                                                 .scale_bar = false,
                                                 .square = true,
                                                 .most_cell = 11.f});
  ui::caption(name);
  if (result.clicked) parts.settings.thin = result.clicked.row * columns + result.clicked.column;
}

/// The sum of the mask that is looked at, with each unit's part in it.
void draw_thin(const Parts& parts) {
  const Masks& m = parts.snapshot.ensemble;
  const float keep = 1 - parts.settings.rate;
  std::vector<ui::Term> terms;
  for (std::size_t j = 0; j < m.hidden.size(); ++j) {
    const bool on = parts.settings.thin >> j & 1;
    if (!on) continue;
    terms.push_back({.text = (terms.empty() ? "" : "+ ") + ui::fixed_text(m.hidden[j]) + "·" +
                             ui::behind_sign(ui::fixed_text(m.outgoing[j])) + "/" + ui::fixed_text(keep),
                     .note = ui::filled(parts, {"유닛 {0}", "unit {0}"}, j + 1)});
  }
  terms.push_back({.text = "+ " + ui::behind_sign(ui::fixed_text(m.outgoing_bias)), .note = "b"});
  terms.push_back({.text = "= " + ui::fixed_text(m.sum),
                   .strong = true,
                   .note = parts.settings.deep ? parts.say("다음 층의 첫 z", "first z of the next layer")
                                               : parts.say("정답의 로짓", "logit of the right answer")});
  std::string on;
  for (int j = 0; j < thin_units; ++j)
    if (parts.settings.thin >> j & 1) on += (on.empty() ? "" : ", ") + std::to_string(j + 1);
  ui::paragraph(ui::filled(parts,
                           {"고른 마스크: 켜진 유닛 {0}. 이 마스크가 나올 확률 {1}.",
                            "The chosen mask: units {0} are on. Its probability is {1}."},
                           on.empty() ? parts.say("없음", "none") : on, m.weight));
  const ui::Room room(ui::narrow() ? 200.f : 100.f);
  ui::arithmetic("thin_sum", terms);
}

void draw_proofs(const Parts& parts) {
  const Masks& m = parts.snapshot.ensemble;
  constexpr float limit = 1e-5f;
  const bool deep = parts.settings.deep;
  ui::proof(
      parts.hand, "masks",
      {.value = deep ? m.next_difference : std::max(m.next_difference, m.geometric_gap),
       .limit = limit,
       .told =
           deep ? ui::filled(parts,
                             {"마스크 1,024개에 걸친 다음 층 z의 평균과 모두 켠 신경망의 z의 차이: {0}.",
                              "Mean of the next layer's z over the 1,024 masks, against the whole "
                              "network's: {0}."},
                             m.next_difference)
                : ui::filled(parts,
                             {"기하 평균과 모두 켠 신경망의 확률 차이: {0}. 로짓의 평균과 모두 켠 신경망의 "
                              "로짓 차이: {1}.",
                              "Geometric mean against the whole network's probabilities: {0}. Mean of "
                              "the logits against the whole network's: {1}."},
                             m.geometric_gap, m.next_difference)});
}

void draw_thin_curve(const Parts& parts) {
  const ThinNets& thin = parts.snapshot.thin;
  const ui::Series shown[] = {{.name = parts.say("성긴 신경망의 평균", "mean of thin networks"),
                               .y = thin.errors,
                               .x = thin.counts,
                               .colour = 0,
                               .dots = true}};
  ui::heading(parts.say("몇 개를 평균하면 되는가", "How many make a good mean?"));
  ui::line_plot("counts", shown,
                {.x_label = parts.say("평균한 성긴 신경망의 수", "thin networks in the mean"),
                 .y_label = parts.say("테스트 오류율", "test error"),
                 .x_scale = demo::Scale::logarithmic,
                 .shares = true,
                 .y_low = 0.f,
                 .levels = {{parts.say("하나만", "a single one"), thin.single},
                            {parts.say("모두 켬", "all units on"), thin.scaled}},
                 .height = 190.f});
  const ui::Room room(ui::lines_height(ui::narrow() ? 5 : 3));
  ui::caption(ui::filled(
      parts,
      {"‘학습’에서 드롭아웃으로 배우는 신경망이다. 모두 켠 신경망은 한 번의 계산으로 {0}, 성긴 신경망 "
       "하나는 평균 {1}, {2}개의 평균은 {3}이다.",
       "This is the network with dropout of the page “Training”. All units on: {0} in a "
       "single pass; one thin network: {1} on average; the mean of {2}: {3}."},
      ui::percent(thin.scaled), ui::percent(thin.single), thin.counts.back(),
      ui::percent(thin.errors.back())));
}

}  // namespace

void draw_ensemble(const Parts& parts, Matrix& pad) {
  const Masks& m = parts.snapshot.ensemble;
  if (m.chances.empty()) return;
  {
    ui::Flow flow("masks", 300.f, 2);
    flow.next();
    draw_all_masks(parts);
    flow.next();
    draw_answers(parts, {{parts.say("기하 평균", "geometric mean"), &m.geometric},
                         {parts.say("모두 켬", "all units on"), &m.scaled},
                         {parts.say("산술 평균", "arithmetic mean"), &m.arithmetic},
                         {parts.say("고른 마스크", "chosen mask"), &m.thin_chances}});
    draw_proofs(parts);
    draw_thin(parts);
  }
  ui::caption(
      parts.say("유닛 10개짜리 작은 신경망을 따로, 같은 배치로 학습한 것이다. 칸을 누르면 그 마스크의 계산이 "
                "나온다.",
                "A small network of ten units, trained beside the others on the same batches. Press a "
                "cell for the arithmetic of its mask."));
  ui::Flow flow("digit", 300.f, 2);
  flow.next();
  draw_input(parts, pad);
  flow.next();
  draw_thin_curve(parts);
}

}  // namespace madang::demos::dropout
