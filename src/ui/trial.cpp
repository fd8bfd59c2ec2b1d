#include "ui/trial.h"

#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr std::size_t most_named_bars = 3;  // of more the bars are too narrow for names

bool offer(const demo::Hand& hand) {
  caption(
      hand.say("한 번의 결과는 우연일 수 있다. 학습을 마치면, 또는 단추를 누르고 재생하면 시드를 바꾸어 다시 "
               "학습한다.",
               "One run may be luck. When it ends, or when you press the button and then Play, the demo "
               "trains again from other seeds."));
  return button(hand.say("지금 시드를 바꾸어 학습하기", "Train the other seeds now"));
}

/// "DO 2/5": contestants whose runs did not all succeed.
void tell_failures(const demo::Hand& hand, const demo::TrialPicture& picture,
                   std::span<const Contestant> contestants) {
  std::string told;
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    const demo::Outcome& outcome = picture.outcomes[i];
    if (outcome.failures == 0) continue;
    told += (told.empty() ? "" : ", ") + contestants[i].name + " " + std::to_string(outcome.failures) + "/" +
            std::to_string(outcome.runs);
  }
  if (!told.empty())
    caption(filled(hand.language,
                   {"실패한 실행(평균에서 뺐다): {0}", "Runs that failed, left out of the means: {0}"},
                   told));
}

void explain_short_names(std::span<const Contestant> contestants) {
  std::string told;
  for (const Contestant& contestant : contestants)
    if (!contestant.short_name.empty() && contestant.short_name != contestant.name)
      told += (told.empty() ? "" : ", ") + contestant.short_name + " " + contestant.name;
  if (!told.empty()) caption(told);
}

}  // namespace

std::string with_deviation(float mean, float deviation) {
  return fixed_text(mean) + " ± " + fixed_text(deviation);
}

bool trial(const demo::Hand& hand, const demo::TrialPicture& picture, std::span<const Contestant> contestants,
           const TrialOptions& options) {
  heading(hand.say("여러 시드의 평균", "Mean over the seeds"));
  const bool begun = picture.begun(), short_names = contestants.size() > most_named_bars;
  std::vector<Bar> drawn;
  for (std::size_t i = 0; begun && i < contestants.size(); ++i) {
    const demo::Outcome& outcome = picture.outcomes[i];
    if (outcome.mean.empty()) continue;
    const Contestant& who = contestants[i];
    drawn.push_back({.label = short_names && !who.short_name.empty() ? who.short_name : who.name,
                     .value = outcome.mean[options.index],
                     .spread = outcome.deviation[options.index],
                     .colour = who.colour});
  }
  BarsOptions bar_options;
  bar_options.title =
      filled(hand.language, {"{0}, 평균 ± 표준편차", "{0}, mean ± std. dev."}, options.measure);
  if (begun) bar_options.title += ": " + count_text(picture.runs) + " / " + count_text(picture.total);
  bar_options.low = options.low;
  bar_options.empty_text =
      begun ? hand.say("재생하면 채워진다", "Play fills this in")
            : hand.say("시드를 바꾼 결과가 여기에 그려진다", "The other seeds' results appear here");
  if (begun && !picture.outcomes[options.reference].mean.empty())
    bar_options.reference = picture.outcomes[options.reference].mean[options.index];
  bars("trial", drawn, bar_options);
  const Room room(lines_height(narrow() ? 6 : 4));
  if (!begun) return offer(hand);
  tell_failures(hand, picture, contestants);
  if (short_names) explain_short_names(contestants);
  return false;
}

}  // namespace madang::ui
