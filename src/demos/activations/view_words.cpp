#include <cmath>

#include "demos/activations/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::activations {

namespace {

/// What one network has come to.
std::string sentence(const NetPicture& net, Language language) {
  std::string text = verdict_of(net.ratio) == Verdict::unknown
                         ? ui::filled(language, {"기울기를 잴 수 없다.", "the gradient cannot be measured."})
                         : ui::filled(language,
                                      {"기울기의 첫 층 ÷ 마지막 층은 {0}이다.",
                                       "gradient of the first layer over the last {0}."},
                                      ui::number_text(net.ratio, 2));
  if (std::isfinite(net.loss))
    text += ui::filled(language, {" 손실 {0}, 정확도 {1}.", " Loss {0}, accuracy {1}."}, net.loss,
                       ui::percent(net.accuracy));
  if (net.stopped) text += ui::filled(language, {" 발산하여 멈추었다.", " It diverged and stopped."});
  return text;
}

}  // namespace

std::string recipe(const Settings& settings, int index, Language language) {
  const Text function = demo::label_of(settings, index == 0 ? &Settings::function : &Settings::function_b);
  const Text start = demo::label_of(settings, index == 0 ? &Settings::start : &Settings::start_b);
  return function.in(language) + " · " + start.in(language);
}

std::string name_of(const Parts& parts, int index) {
  return (index == 0 ? "A · " : "B · ") + recipe(parts.settings, index, parts.hand.language);
}

Verdict verdict_of(float ratio) {
  if (!std::isfinite(ratio)) return Verdict::unknown;
  if (ratio < 1e-3f) return Verdict::vanishing;
  if (ratio < 0.05f) return Verdict::shrinking;
  if (ratio <= 20.f) return Verdict::kept;
  return ratio <= 1e3f ? Verdict::growing : Verdict::exploding;
}

Text name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::vanishing:
      return {"소실", "vanishing"};
    case Verdict::shrinking:
      return {"줄어듦", "shrinking"};
    case Verdict::kept:
      return {"유지", "kept"};
    case Verdict::growing:
      return {"커짐", "growing"};
    case Verdict::exploding:
      return {"폭발", "exploding"};
    case Verdict::unknown:
      return {"잴 수 없음", "cannot be measured"};
  }
  return {};
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  std::string text =
      ui::filled(language, {"은닉층 {0}개, {1}번 갱신했다.", "{0} hidden layers after {1} updates."},
                 settings.depth, s.step);
  for (int i = 0; i < static_cast<int>(s.nets.size()); ++i)
    text +=
        ui::filled(language, {" {0} {1}: {2}", " {0} {1}: {2}"}, i == 0 ? "A" : "B",
                   recipe(settings, i, language), sentence(s.nets[static_cast<std::size_t>(i)], language));
  return text;
}

}  // namespace madang::demos::activations
