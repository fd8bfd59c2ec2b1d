#include <imgui.h>

#include "demos/regularization/view_parts.h"
#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/text.h"

namespace madang::demos::regularization {

namespace {

/// The classes of the plot: without any technique, chosen, one of the others.
int colour_of(Technique technique, const Settings& settings) {
  if (technique == Technique::none) return 1;
  return technique == settings.technique ? 0 : 2;
}

/// Full names where there are few bars, else as short as the bars are narrow.
std::string label_of(const Outcome& outcome, std::size_t bars, Language language) {
  static const char* const initials[technique_count] = {"–",  "DO", "L2", "L1", "BN", "ES",
                                                        "DA", "MU", "CO", "CM", "LS"};
  if (bars > 2) return initials[static_cast<std::size_t>(outcome.technique)];
  return name_of(outcome.technique, language);
}

}  // namespace

void draw_trial(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  ui::heading(parts.say("여러 시드의 평균", "Mean over the seeds"));
  if (s.trial_total == 0) {
    ui::caption(
        parts.say("한 번의 결과는 우연일 수 있다. 학습을 마치면, 또는 단추를 누르고 재생하면 시드를 바꾸어 "
                  "다시 배운다.",
                  "One run may be luck. When it ends, or when you press the button and play, other seeds "
                  "are trained."));
    if (ui::button(parts.say("지금 시드 바꾸어 배우기", "Train the other seeds now")))
      parts.hand.act({.name = "trial", .numbers = {}, .text = {}});
    return;
  }
  std::vector<ui::Bar> bars;
  for (const Outcome& outcome : s.outcomes)
    if (outcome.runs > 0)
      bars.push_back({.label = label_of(outcome, s.outcomes.size(), parts.hand.language),
                      .value = outcome.validation,
                      .spread = outcome.runs > 1 ? outcome.validation_deviation : 0.f,
                      .colour = colour_of(outcome.technique, parts.settings)});
  const std::string runs = std::to_string(s.trial_runs) + " / " + std::to_string(s.trial_total);
  ui::BarsOptions options;
  options.title =
      parts.say("마지막 검증 손실, 평균 ± 표준편차: ", "Final validation loss, mean ± deviation: ") + runs;
  options.low = 0.f;
  options.empty_text = parts.say("재생하면 채워진다", "Play fills this in");
  if (!bars.empty()) options.reference = bars.front().value;
  ui::bars("trial", bars, options);
  if (s.outcomes.size() > 2)
    ui::caption(
        parts.say("– 없음, DO 드롭아웃, L2, L1, BN 배치 정규화, ES 조기 종료, DA 데이터 증강, MU MixUp, "
                  "CO CutOut, CM CutMix, LS 레이블 스무딩. 가로줄은 기법을 쓰지 않았을 때이다.",
                  "– none, DO dropout, L2, L1, BN batch norm, ES early stopping, DA data augmentation, "
                  "MU MixUp, CO CutOut, CM CutMix, LS label smoothing. The line: without any."));
  const std::string found = verdict(s, parts.settings, parts.hand.language);
  if (!found.empty()) ui::paragraph(found.c_str());
}

}  // namespace madang::demos::regularization
