#include "demos/regularization/view_parts.h"
#include "ui/trial.h"

namespace madang::demos::regularization {

void draw_trial(const Parts& parts) {
  const Technique chosen = parts.settings.technique;
  std::vector<ui::Contestant> all;
  for (const Technique technique : contestants(chosen))
    all.push_back({.name = name_of(technique).in(parts.hand.language),
                   .colour = technique == Technique::none ? 1
                             : technique == chosen        ? 0
                                                          : 2});
  if (ui::trial(parts.hand, parts.snapshot.trial, all,
                {.measure = parts.say("마지막 검증 손실", "Final validation loss"),
                 .verdict = verdict(parts.snapshot, parts.settings, parts.hand.language),
                 .longest = verdict(longest_to_tell(), parts.settings, parts.hand.language)}))
    parts.hand.act({.name = "trial", .numbers = {}, .text = {}});
}

}  // namespace madang::demos::regularization
