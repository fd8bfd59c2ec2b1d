#include <cmath>

#include "demos/activations/view_parts.h"
#include "ui/text.h"

namespace madang::demos::activations {

namespace {

template <class Enum>
const Text& label_of(const std::vector<demo::Option>& options, Enum value) {
  return options[static_cast<std::size_t>(value)].label;
}

std::string sentence(const NetPicture& net, const std::string& name, bool korean) {
  const std::string loss = std::isfinite(net.loss) ? ui::number_text(net.loss) : "";
  const Verdict verdict = verdict_of(net.ratio);
  const std::string ratio = verdict == Verdict::unknown ? "" : ui::number_text(net.ratio, 2);
  std::string text;
  if (korean) {
    text = name + ": ";
    text += ratio.empty() ? "기울기를 잴 수 없다." : "기울기의 첫 층 ÷ 마지막 층은 " + ratio + "이다.";
    if (!loss.empty()) text += " 손실 " + loss + ", 정확도 " + percent(net.accuracy) + ".";
    if (net.stopped) text += " 발산하여 멈추었다.";
    return text;
  }
  text = name + ": ";
  text += ratio.empty() ? "the gradient cannot be measured."
                        : "gradient of the first layer over the last " + ratio + ".";
  if (!loss.empty()) text += " Loss " + loss + ", accuracy " + percent(net.accuracy) + ".";
  if (net.stopped) text += " It diverged and stopped.";
  return text;
}

}  // namespace

std::string percent(float share) { return ui::number_text(std::round(share * 1000.f) / 10.f, 4) + "%"; }

std::string name_of(Function function, Language language) {
  return label_of(function_options(), function).in(language);
}

std::string name_of(Start start) { return label_of(start_options(), start).english; }

std::string name_of(const Parts& parts, int index) {
  return std::string(index == 0 ? "A" : "B") + " · " + name_of(parts.function(index), parts.hand.language) +
         " · " + name_of(parts.start(index));
}

Verdict verdict_of(float ratio) {
  if (!std::isfinite(ratio)) return Verdict::unknown;
  if (ratio < 1e-3f) return Verdict::vanishing;
  if (ratio < 0.05f) return Verdict::shrinking;
  if (ratio <= 20.f) return Verdict::kept;
  return ratio <= 1e3f ? Verdict::growing : Verdict::exploding;
}

const char* name_of(Verdict verdict, Language language) {
  const bool korean = language == Language::korean;
  switch (verdict) {
    case Verdict::vanishing:
      return korean ? "소실" : "vanishing";
    case Verdict::shrinking:
      return korean ? "줄어듦" : "shrinking";
    case Verdict::kept:
      return korean ? "유지" : "kept";
    case Verdict::growing:
      return korean ? "커짐" : "growing";
    case Verdict::exploding:
      return korean ? "폭발" : "exploding";
    case Verdict::unknown:
      return korean ? "잴 수 없음" : "cannot be measured";
  }
  return "";
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (s.nets.empty()) return korean ? "신경망을 준비하고 있다." : "The networks are being made.";
  const std::string depth = std::to_string(settings.depth);
  std::string text = korean ? "은닉층 " + depth + "개, " + std::to_string(s.step) + "번 갱신했다."
                            : depth + " hidden layers after " + std::to_string(s.step) + " updates.";
  for (std::size_t i = 0; i < s.nets.size(); ++i) {
    const bool first = i == 0;
    const std::string name = std::string(first ? "A " : "B ") +
                             name_of(first ? settings.function : settings.function_b, language) + " " +
                             name_of(first ? settings.start : settings.start_b);
    text += " " + sentence(s.nets[i], name, korean);
  }
  return text;
}

}  // namespace madang::demos::activations
