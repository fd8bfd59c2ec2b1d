#include <cmath>

#include "demos/activations/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::activations {

namespace {

/// What one network has come to.
std::string sentence(const NetPicture& net, Language language) {
  std::string text = std::isfinite(net.ratio)
                         ? ui::filled(language,
                                      {"기울기의 첫 층 ÷ 마지막 층은 {0}이다.",
                                       "gradient of the first layer over the last {0}."},
                                      ui::number_text(net.ratio, 2))
                         : ui::filled(language, {"기울기를 잴 수 없다.", "the gradient cannot be measured."});
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
