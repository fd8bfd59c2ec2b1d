#include <algorithm>
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

namespace {

/// Of the network `letter`, as the first of the two or as the second, which need not say it all again.
struct Told {
  const NetPicture& net;
  Function function;
  Language language;

  std::string gradient(const std::string& letter, bool weights) const {
    struct Verdict {
      float above;
      Text name;
    };
    static const Verdict verdicts[] = {{1e3f, {"배로 폭발한다", " (exploding)"}},
                                       {20.f, {"배로 커진다", " (growing)"}},
                                       {0.05f, {"배로 유지된다", " (kept)"}},
                                       {1e-3f, {"배로 줄어든다", " (shrinking)"}},
                                       {0.f, {"배뿐이라 배우지 못한다", " (vanished)"}}};
    if (!std::isfinite(net.ratio))
      return ui::filled(language, {"{0}: 기울기를 잴 수 없다.", "{0}: the gradient cannot be measured."},
                        letter);
    const auto* verdict = verdicts;
    while (verdict->above > 0 && net.ratio <= verdict->above) ++verdict;
    const std::string ratio = ui::number_text(net.ratio, 2);
    if (letter == "B") return ui::filled(language, {"B: {0}{1}.", "B: {0}{1}."}, ratio, verdict->name);
    const Text of = weights ? Text{"가중치 기울기는", "weight gradient"} : Text{"기울기는", "gradient"};
    return ui::filled(language,
                      {"{4}: 1층의 {0} {1}층의 {2}{3}.", "{4}: layer 1 gets {2} of layer {1}'s {0}{3}."}, of,
                      net.gradient.size(), ratio, verdict->name, letter);
  }

  std::string variance(const std::string& letter) const {
    const float first = net.variance.front(), last = net.variance.back();
    const Text verdict = last < 0.05f * first  ? Text{"사그라든다", "fading"}
                         : last > 20.f * first ? Text{"불어난다", "growing"}
                         : std::isfinite(last) ? Text{"유지된다", "kept"}
                                               : Text{"잴 수 없다", "not measurable"};
    return ui::filled(language, {"{0} {1} → {2}, {3}.", "{0} {1} → {2}, {3}."}, letter,
                      ui::number_text(first, 2), ui::number_text(last, 2), verdict);
  }

  std::string mean(const std::string& letter) const {
    const auto [low, high] = std::ranges::minmax(net.mean);
    return ui::filled(language, {"{0} {1}~{2}.", "{0} {1} to {2}."}, letter, ui::number_text(low, 2),
                      ui::number_text(high, 2));
  }

  std::string off(const std::string& letter) const {
    const std::string share = ui::percent(net.off_share);
    if (!can_be_off(function))
      return ui::filled(language,
                        {"{0}: 꺼지는 유닛이 없는 함수이다.", "{0}: this function switches no unit off."},
                        letter);
    if (function != Function::relu)
      return ui::filled(language,
                        {"{0}: 유닛의 {1}가 꺼져 있지만 기울기가 0은 아니다.",
                         "{0}: {1} of the units are off, but their slope is not 0."},
                        letter, share);
    return net.off_share < 0.5f
               ? ui::filled(language,
                            {"{0}: 유닛의 {1}가 모든 점에서 꺼져 있다.",
                             "{0}: {1} of the units are off at every point."},
                            letter, share)
               : ui::filled(language,
                            {"{0}: 유닛의 {1}가 죽었다. Leaky ReLU로 바꾸면 되살아난다.",
                             "{0}: {1} of the units are dead. Leaky ReLU would revive them."},
                            letter, share);
  }

  std::string learning(const std::string& letter, int classes) const {
    const float chance = std::log(static_cast<float>(classes));
    std::string text = ui::filled(language, {"{0}: 손실 {1}, 정확도 {2}", "{0}: loss {1}, accuracy {2}"},
                                  letter, net.loss, ui::percent(net.accuracy));
    if (net.loss > 0.97f * chance)
      text += language == Language::korean ? "로 찍기와 다름없다" : ", no better than chance";
    return text + ".";
  }

  std::string trouble(const std::string& letter, int depth) const {
    if (net.stopped)
      return ui::filled(language,
                        {"{0}: {1}번째 갱신에서 발산하여 그 직전에 멈추었다.",
                         "{0} diverged at update {1}; shown as before it."},
                        letter, net.stopped_step + 1) +
             " " + net.reason.in(language);
    return ui::filled(language,
                      {"{0}: {1}층을 지나는 수가 float의 한계(3.4e38)를 넘는다.",
                       "{0}: on its way through {1} layers the signal exceeds float (3.4e38)."},
                      letter, depth);
  }
};

}  // namespace

namespace {

/// What is common to both networks, before each has its part.
std::string introduction(const Snapshot& s, const Settings& settings, Language language) {
  if (settings.page == Page::inside)
    return ui::filled(language,
                      {"다음 층에서 {0}층으로 오며 기울기에 곱해지는 배율: ",
                       "Factor of the gradient on its way from the next layer to layer {0}: "},
                      s.layer);
  if (settings.page != Page::layers) return {};
  if (settings.measured == Measured::variance)
    return ui::filled(language,
                      {"활성값의 분산, 1층 → {0}층: ", "Variance of the activations, layer 1 → {0}: "},
                      settings.depth);
  if (settings.measured == Measured::mean)
    return language == Language::korean ? "층에 따른 활성값의 평균: "
                                        : "Means of the activations over the layers: ";
  return {};
}

std::string told_network(const Snapshot& s, const Settings& settings, int index, const std::string& letter,
                         Language language) {
  const NetPicture& net = s.nets[static_cast<std::size_t>(index)];
  const Told told{net, settings.function_of(index), language};
  if (net.stopped || !std::isfinite(net.loss)) return told.trouble(letter, settings.depth);
  if (settings.page == Page::inside) return letter + " " + ui::number_text(net.layer.gain.measured) + ".";
  if (settings.shows_gradient()) return told.gradient(letter, settings.norm == Norm::weights);
  const bool layers = settings.page == Page::layers;
  if (layers ? settings.measured == Measured::off : settings.watched == Watched::off) return told.off(letter);
  if (!layers) return told.learning(letter, settings.data == Data::blobs ? 4 : 2);
  return settings.measured == Measured::variance ? told.variance(letter) : told.mean(letter);
}

}  // namespace

std::string what_to_see(const Snapshot& s, const Settings& settings, Language language) {
  const auto told = [&](int index, const std::string& letter) {
    return told_network(s, settings, index, letter, language);
  };
  const std::string before = introduction(s, settings, language);
  if (s.nets.size() < 2) return before + told(0, "A");
  const std::string both = "A, B";
  if (told(0, both) == told(1, both)) return before + told(0, both);
  return before + told(0, "A") + " " + told(1, "B");
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
