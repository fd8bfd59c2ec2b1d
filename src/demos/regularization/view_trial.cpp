#include "demos/regularization/view_parts.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"
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
                {.measure = parts.say("마지막 검증 손실", "Final validation loss")}))
    parts.hand.act({.name = "trial", .numbers = {}, .text = {}});
  const ui::Room room(ui::lines_height(ui::narrow() ? 8 : 3));
  const std::string found = verdict(parts.snapshot, parts.settings, parts.hand.language);
  if (!found.empty()) ui::paragraph(found);
}

}  // namespace madang::demos::regularization
