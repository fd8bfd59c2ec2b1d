#include "demos/prenorm/view_parts.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trial.h"

namespace madang::demos::prenorm {

namespace {

constexpr int depths = static_cast<int>(trial_depths.size()), rates = static_cast<int>(trial_rates.size());

const demo::Outcome& outcome_of(const Snapshot& s, Arm arm, int depth, int rate) {
  const int number = (static_cast<int>(arm) * depths + depth) * rates + rate;
  return s.trial.outcomes[static_cast<std::size_t>(number)];
}

/// The share of failed runs of each arm, on one scale; a press chooses the cell that is told.
void draw_maps(const Parts& parts) {
  std::vector<std::string> rows, columns;
  for (const int depth : trial_depths) rows.push_back(ui::filled(parts, {"{0}블록", "{0} blocks"}, depth));
  for (const float rate : trial_rates) columns.push_back("η " + ui::number_text(rate));
  ui::Flow flow("maps", 215.f, arm_count);
  for (const Arm arm : in_order) {
    flow.next();
    Matrix shares{depths, rates, {}};
    for (int depth = 0; depth < depths; ++depth)
      for (int rate = 0; rate < rates; ++rate)
        shares.values.push_back(failed_share(outcome_of(parts.snapshot, arm, depth, rate)));
    const std::string name = name_of(arm).in(parts.hand.language);
    ui::paragraph(name);
    const auto result =
        ui::heat_map(name.c_str(), shares,
                     {.name = name + parts.say(": 실패한 비율", ": share of failures"),
                      .range = ui::ColourRange{-1.f, 1.f},
                      .row_axis = parts.say("깊이", "depth"),
                      .column_axis = parts.say("학습률", "learning rate"),
                      .row_labels = rows,
                      .column_labels = columns,
                      .selected = {parts.settings.tried_depth - 1, parts.settings.tried_rate - 1},
                      .scale_bar = false,
                      .most_cell = 80.f,
                      .least_height = 132.f,
                      .most_height = 140.f});
    if (!result.clicked) continue;
    parts.settings.tried_depth = result.clicked.row + 1;
    parts.settings.tried_rate = result.clicked.column + 1;
  }
}

std::string mean_of(const demo::Outcome& outcome) {
  if (outcome.mean.empty()) return "–";
  if (outcome.runs - outcome.failures < 2) return ui::fixed_text(outcome.mean[0]);
  return ui::with_deviation(outcome.mean[0], outcome.deviation[0]);
}

/// The final losses of the chosen cell, and those of each arm at the rate that suits it best at that depth.
void tell_cell(const Parts& parts) {
  const int depth = std::clamp(parts.settings.tried_depth - 1, 0, depths - 1);
  const int rate = std::clamp(parts.settings.tried_rate - 1, 0, rates - 1);
  const auto index = static_cast<std::size_t>(depth);
  std::string here, best;
  for (const Arm arm : in_order) {
    const std::string name = (here.empty() ? "" : ", ") + name_of(arm).in(parts.hand.language);
    here += name + " " + mean_of(outcome_of(parts.snapshot, arm, depth, rate));
    int lowest = -1;
    for (int i = 0; i < rates; ++i) {
      const auto& tried = outcome_of(parts.snapshot, arm, depth, i).mean;
      if (tried.empty()) continue;
      if (lowest < 0 || tried[0] < outcome_of(parts.snapshot, arm, depth, lowest).mean[0]) lowest = i;
    }
    best += name + " ";
    if (lowest < 0)
      best += "–";
    else
      best += mean_of(outcome_of(parts.snapshot, arm, depth, lowest)) + " (η " +
              ui::number_text(trial_rates[static_cast<std::size_t>(lowest)]) + ")";
  }
  const ui::Room room(ui::lines_height(ui::narrow() ? 8 : 4));
  ui::paragraph(
      ui::filled(parts, {"{0}블록, η = {1}의 마지막 손실: {2}.", "Final loss, {0} blocks at η = {1}: {2}."},
                 trial_depths[index], trial_rates[static_cast<std::size_t>(rate)], here));
  ui::paragraph(ui::filled(parts,
                           {"{0}블록에서 저마다 가장 알맞은 학습률: {1}.",
                            "Each at the rate that suits it best at {0} blocks: {1}."},
                           trial_depths[index], best));
}

}  // namespace

void draw_seeds(const Parts& parts) {
  const demo::TrialPicture& trial = parts.snapshot.trial;
  ui::heading(parts.say("실패한 비율: 깊이 × 학습률", "Share of failures: depth × learning rate"));
  constexpr std::size_t contestants = static_cast<std::size_t>(arm_count * depths * rates);
  if (!trial.begun() || trial.outcomes.size() != contestants) {
    if (ui::trial_offer(
            parts.say("단추를 누르고 재생하면 세 깊이, 세 학습률에서 세 모델을 시드마다 처음부터 학습한다. "
                      "실패한 비율이 여기에 칠해진다. 시드 하나에 1분쯤 걸린다.",
                      "Press the button, then Play: the three models are trained from zero at three depths "
                      "and three rates, seed after seed, and the share of failures is drawn here. A seed "
                      "takes about a minute."),
            parts.say("깊이와 학습률로 견주기", "Compare depths and rates"), 342.f))
      act(parts, "trial");
    return;
  }
  draw_maps(parts);
  tell_cell(parts);
  if (!trial.done() && ui::button(parts.say("그만두기", "Stop")))
    act(parts, "stop");
  else if (trial.done() && ui::button(parts.say("처음부터 다시 견주기", "Compare again")))
    act(parts, "trial");
  ui::caption(ui::filled(
      parts,
      {"실패: 갱신 {0}번 뒤에 손실이 글자 빈도의 손실보다 0.1도 낮지 않거나 발산한 실행. "
       "평균 ± 표준편차. 끝난 실행: {1} / {2}.",
       "Failed: after {0} updates the loss was less than 0.1 below that of the letter frequencies, "
       "or the run diverged. Mean ± standard deviation. Runs done: {1} of {2}."},
      trial_updates, trial.runs, trial.total));
}

}  // namespace madang::demos::prenorm
