#include "ui/trial.h"

#include <algorithm>

#include "ui/bars.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::ui {

namespace {

constexpr std::size_t most_bars = 3;  // of more the names stand upwards, on a phone as well

bool offer(const demo::Hand& hand, float height) {
  return trial_offer(
      hand.say("한 번의 결과는 우연일 수 있다. 학습을 마치면, 또는 단추를 누르고 재생하면 시드를 바꾸어 다시 "
               "학습해서 그 평균을 여기에 그린다.",
               "One run may be luck. When it ends, or when you press the button and then Play, the demo "
               "trains again from other seeds and draws their means here."),
      hand.say("지금 시드를 바꾸어 학습하기", "Train the other seeds now"), height);
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

}  // namespace

bool trial_offer(const std::string& text, const char* action, float height) {
  constexpr float inset = 14.f;  // css px
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = width_or_available(0.f);
  const float needed = static_cast<float>(lines_of(text, width - 2 * inset, body_size, 99).size());
  const float high =
      std::max(height, lines_height(static_cast<int>(needed)) + ImGui::GetStyle().ItemSpacing.y +
                           ImGui::GetFrameHeight() + 2 * inset);
  ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + width, low.y + high}, theme().panel, 8.f);
  const Room room(high);
  const float free = high - lines_height(static_cast<int>(needed)) - ImGui::GetStyle().ItemSpacing.y -
                     ImGui::GetFrameHeight();
  ImGui::SetCursorScreenPos({low.x + inset, low.y + free / 2.f});
  ImGui::BeginGroup();
  paragraph(text, width - 2 * inset);
  const bool pressed = button(action, true);
  ImGui::EndGroup();
  return pressed;
}

std::string with_deviation(float mean, float deviation) {
  return fixed_text(mean) + " ± " + fixed_text(deviation);
}

bool trial(const demo::Hand& hand, const demo::TrialPicture& picture, std::span<const Contestant> contestants,
           const TrialOptions& options) {
  heading(hand.say("여러 시드의 평균", "Mean over the seeds"));
  const bool begun = picture.begun();
  std::vector<Bar> drawn;
  for (std::size_t i = 0; begun && i < contestants.size(); ++i) {
    const demo::Outcome& outcome = picture.outcomes[i];
    if (outcome.mean.empty()) continue;
    const Contestant& who = contestants[i];
    drawn.push_back({.label = who.name,
                     .value = outcome.mean[options.index],
                     .spread = outcome.deviation[options.index],
                     .colour = who.colour});
  }
  BarsOptions bar_options;
  bar_options.title =
      filled(hand.language, {"{0}, 평균 ± 표준편차", "{0}, mean ± std. dev."}, options.measure);
  if (begun) bar_options.title += ": " + count_text(picture.runs) + " / " + count_text(picture.total);
  bar_options.low = options.low;
  bar_options.means = true;
  if (contestants.size() > most_bars) bar_options.height = 230.f;
  bar_options.empty_text = hand.say("재생하면 채워진다", "Play fills this in");
  if (begun && !picture.outcomes[options.reference].mean.empty())
    bar_options.reference = picture.outcomes[options.reference].mean[options.index];
  const float gap = ImGui::GetStyle().ItemSpacing.y;
  const float told_height = options.longest.empty() ? 0.f : gap + paragraph_height(options.longest);
  if (!begun) {  // in the place of all that comes
    caption(bar_options.title);
    return offer(hand, bar_options.height + gap + lines_height(1) + told_height);
  }
  bars("trial", drawn, bar_options);
  {
    const Room room(lines_height(1));
    tell_failures(hand, picture, contestants);
  }
  if (told_height > 0.f) paragraph_in_room(options.verdict, options.longest);
  return false;
}

}  // namespace madang::ui
