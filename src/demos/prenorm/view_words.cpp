#include <algorithm>

#include "demos/prenorm/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::prenorm {

namespace {

/// "a, b", an item at a time.
void add(std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; }

std::string loss_text(const Snapshot& s, Arm arm) { return ui::fixed_text(of(s.arms, arm).loss); }

}  // namespace

std::string losses(const Snapshot& s, Language language) {
  if (s.step == 0) return ui::filled(language, {"아직 학습하지 않았다.", "Nothing is learned yet."});
  std::string told, gone;
  for (const Arm arm : in_order) {
    const std::string name = name_of(arm).in(language);
    if (of(s.arms, arm).diverged)
      add(gone, name);
    else
      add(told, name + " " + loss_text(s, arm));
  }
  std::string sentence = ui::filled(language, {"손실: {0}.", "Loss: {0}."}, told);
  if (!gone.empty()) sentence += ui::filled(language, {" 발산: {0}.", " Diverged: {0}."}, gone);
  return sentence;
}

std::string verdict(const Settings& settings, const Snapshot& s, Language language) {
  if (s.arms.empty() || s.step == 0) return {};
  if (std::ranges::any_of(s.arms, &ArmPicture::diverged)) return losses(s, language);
  const auto stands = [&](Arm arm) { return of(s.arms, arm).stands; };
  const bool rising = s.step < static_cast<std::uint64_t>(settings.warm_up);
  if (stands(Arm::post) && stands(Arm::warm) && !stands(Arm::pre))
    return rising ? ui::filled(language,
                               {"Post-norm은 글자 빈도({0})만 안다. 워밍업은 아직 오르는 중이고 Pre-norm은 "
                                "{1}이다.",
                                "Post-norm only knows letter frequencies ({0}); warm-up is still rising. "
                                "Pre-norm: {1}."},
                               loss_text(s, Arm::post), loss_text(s, Arm::pre))
                  : ui::filled(language,
                               {"Post-norm은 워밍업을 해도 아직 글자 빈도({0})만 안다. Pre-norm은 {1}이다.",
                                "Post-norm, even with warm-up, still only knows letter frequencies ({0}). "
                                "Pre-norm: {1}."},
                               loss_text(s, Arm::warm), loss_text(s, Arm::pre));
  if (stands(Arm::post) && !stands(Arm::pre))
    return ui::filled(language,
                      {"Post-norm은 글자 빈도({0})만 안다. 워밍업을 하면 {1}, Pre-norm은 {2}이다.",
                       "Post-norm only knows letter frequencies ({0}). With warm-up: {1}. Pre-norm: {2}."},
                      loss_text(s, Arm::post), loss_text(s, Arm::warm), loss_text(s, Arm::pre));
  return losses(s, language);
}

std::string about_layers(const Settings& settings, const Snapshot& s, Language language) {
  if (s.now.size() < arm_count || s.start.size() < arm_count) return {};
  const auto told = [&](const ui::Sentence<2>& text, const auto& value) {
    const auto of_arm = [&](Arm arm) {
      return ui::number_text(value(of(s.start, arm)), 2) + " → " + ui::number_text(value(of(s.now, arm)), 2);
    };
    return ui::filled(language, text, of_arm(Arm::pre), of_arm(Arm::post));
  };
  switch (settings.quantity) {
    case Quantity::way:
      return told({"입력에 남는 기울기의 비율(처음 → 지금): Pre-norm {0}, Post-norm {1}.",
                   "Gradient left at the input (start → now): pre-norm ×{0}, post-norm ×{1}."},
                  [](const Layers& l) { return l.reach(); });
    case Quantity::gradient:
      return told({"마지막 블록의 기울기(처음 → 지금): Pre-norm {0}, Post-norm {1}.",
                   "Gradient in the last block (start → now): pre-norm {0}, post-norm {1}."},
                  [](const Layers& l) { return l.gradient.back(); });
    case Quantity::trunk:
      return told({"마지막 블록을 지난 x의 크기(처음 → 지금): Pre-norm {0}, Post-norm {1}.",
                   "Size of x after the last block (start → now): pre-norm {0}, post-norm {1}."},
                  [](const Layers& l) { return l.trunk.back(); });
    case Quantity::added:
      break;
  }
  return told({"마지막 블록이 더하는 F의 크기(처음 → 지금): Pre-norm {0}, Post-norm {1}.",
               "Size of F, added in the last block (start → now): pre-norm {0}, post-norm {1}."},
              [](const Layers& l) { return l.added.back(); });
}

std::string about_seeds(const Snapshot& s, Language language) {
  if (!s.trial.begun())
    return ui::filled(language, {"한 번의 결과는 우연일 수 있다. 깊이와 학습률마다 시드를 바꾸어 세어 보자.",
                                 "One run may be luck: count the failures over seeds, by depth and rate."});
  std::string told;
  const std::size_t cells = s.trial.outcomes.size() / arm_count;
  for (const Arm arm : in_order) {
    float failed = 0, runs = 0;
    for (std::size_t i = 0; i < cells; ++i) {
      const demo::Outcome& outcome = s.trial.outcomes[static_cast<std::size_t>(arm) * cells + i];
      if (outcome.runs == 0) continue;
      failed += failed_share(outcome) * static_cast<float>(outcome.runs);
      runs += static_cast<float>(outcome.runs);
    }
    add(told, name_of(arm).in(language) + " " + ui::count_text(static_cast<double>(failed)) + "/" +
                  ui::count_text(static_cast<double>(runs)));
  }
  return ui::filled(language, {"실패한 실행: {0}.", "Runs that failed: {0}."}, told);
}

}  // namespace madang::demos::prenorm
