#include <algorithm>
#include <array>

#include "demos/embeddings/view_parts.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"
#include "ui/trial.h"

namespace madang::demos::embeddings {

void draw_trial(const Parts& parts) {
  const demo::TrialPicture& trial = parts.snapshot.trial;
  constexpr std::size_t skews = trial_skews.size();
  if (!trial.begun()) {
    if (ui::trial_offer(
            parts.say("한 번의 결과는 우연일 수 있다. 단추를 누르고 재생하면 다섯 치우침에서 시드를 "
                      "바꾸어 가며 다시 학습한다.",
                      "One run may be luck. Press the button, then Play: all are trained again at "
                      "five skews, with other seeds."),
            parts.say("다섯 치우침으로 견주기", "Compare five skews"), 0.f))
      act(parts, "trial");
    return;
  }
  std::array<std::vector<float>, all_kinds.size()> at, mean, low, high;
  std::vector<ui::Series> series;
  for (std::size_t kind = 0; kind < all_kinds.size(); ++kind) {
    for (std::size_t i = 0; i < skews && kind * skews + i < trial.outcomes.size(); ++i) {
      const demo::Outcome& outcome = trial.outcomes[kind * skews + i];
      if (outcome.mean.empty()) continue;
      at[kind].push_back(trial_skews[i]);
      mean[kind].push_back(outcome.mean[0]);
      low[kind].push_back(outcome.mean[0] - outcome.deviation[0]);
      high[kind].push_back(outcome.mean[0] + outcome.deviation[0]);
    }
    series.push_back({.name = name_of(static_cast<Kind>(kind)).in(parts.hand.language),
                      .y = mean[kind],
                      .x = at[kind],
                      .colour = static_cast<int>(kind),
                      .low = low[kind],
                      .high = high[kind],
                      .dots = true});
  }
  ui::line_plot(
      "trial", series,
      {.x_label = parts.say("치우침", "skew"),
       .y_label = parts.say("맞힌 유추, 평균 ± 표준편차", "right, mean ± std. dev.") + std::string(" (") +
                  ui::count_text(trial.runs) + " / " + ui::count_text(trial.total) + ")",
       .shares = true,
       .y_low = 0.f,
       .y_high = 1.f,
       .levels = {{parts.say("찍기", "chance"),
                   1.f / static_cast<float>(std::max(4, parts.snapshot.vocabulary) - 3)}},
       .height = ui::narrow() ? 150.f : 210.f});
  if (!trial.done() && ui::button(parts.say("그만하기", "Stop"))) act(parts, "stop");
  ui::caption(ui::filled(
      parts, {"실행마다 갱신 {0}번, 질문 낱말은 빼고.", "{0} updates in every run, query words excluded."},
      trial_updates));
}

}  // namespace madang::demos::embeddings
