#include <imgui.h>

#include "demos/regularization/view_parts.h"
#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::regularization {

namespace {

/// The classes of the plot: without any technique, chosen, one of the others.
int colour_of(int technique, const Settings& settings) {
  if (technique == 0) return 1;
  return technique == static_cast<int>(settings.technique) ? 0 : 2;
}

constexpr const char* initials[technique_count] = {"–",  "DO", "L2", "L1", "BN", "ES",
                                                   "DA", "MU", "CO", "CM", "LS"};

std::string full_name(int technique, Language language) {
  return name_of(static_cast<Technique>(technique)).in(language);
}

/// "– None, DO Dropout, L2 …"
std::string key_of_initials(Language language) {
  std::string key;
  for (int i = 0; i < technique_count; ++i) {
    const std::string name = full_name(i, language);
    key += (key.empty() ? "" : ", ") + std::string(initials[i]) + (name == initials[i] ? "" : " " + name);
  }
  return key;
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
  const bool few = s.outcomes.size() <= 2;  // else the bars are too narrow for names
  std::vector<ui::Bar> bars;
  for (const Outcome& outcome : s.outcomes)
    if (outcome.runs > 0)
      bars.push_back(
          {.label = few ? full_name(outcome.technique, parts.hand.language) : initials[outcome.technique],
           .value = outcome.validation,
           .spread = outcome.runs > 1 ? outcome.validation_deviation : 0.f,
           .colour = colour_of(outcome.technique, parts.settings)});
  ui::BarsOptions options;
  options.title = ui::filled(
      parts,
      {"마지막 검증 손실, 평균 ± 표준편차: {0} / {1}", "Final validation loss, mean ± deviation: {0} / {1}"},
      s.trial_runs, s.trial_total);
  options.low = 0.f;
  options.empty_text = parts.say("재생하면 채워진다", "Play fills this in");
  if (!bars.empty()) options.reference = bars.front().value;
  ui::bars("trial", bars, options);
  if (!few)
    ui::caption(ui::filled(parts, {"{0}. 가로줄은 기법을 쓰지 않았을 때이다.", "{0}. The line: without any."},
                           key_of_initials(parts.hand.language)));
  const std::string found = verdict(s, parts.settings, parts.hand.language);
  if (!found.empty()) ui::paragraph(found);
}

}  // namespace madang::demos::regularization
