#include <cmath>

#include "demos/residual/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::residual {

namespace {

/// "a, b", an item at a time.
void add(std::string& list, const std::string& item) { list += (list.empty() ? "" : ", ") + item; }

constexpr float vanished = 1e-3f;    // of the gradient that the last layer has
constexpr std::uint64_t soon = 100;  // updates after which a plain network may be called worse
constexpr float worse = 3;           // times the residual one's loss

/// The losses of all, and which have diverged.
std::string losses(const Snapshot& s, Language language) {
  std::string told, gone;
  for (const Kind kind : in_order) {
    const NetPicture& net = net_of(s, kind);
    const std::string name = name_of(kind).in(language);
    if (net.diverged)
      add(gone, name);
    else
      add(told, name + " " + ui::fixed_text(net.loss));
  }
  std::string sentence = ui::filled(language, {"손실: {0}.", "Loss: {0}."}, told);
  if (!gone.empty()) sentence += ui::filled(language, {" 발산: {0}.", " Diverged: {0}."}, gone);
  return sentence;
}

/// What is wrong with a network, if anything is.
std::string failure(const Settings& settings, const Snapshot& s, Language language) {
  const NetPicture& plain = net_of(s, Kind::plain);
  const NetPicture& highway = net_of(s, Kind::highway);
  const bool vanishes = plain.stands && plain.ratio() < vanished;
  if (vanishes && highway.stands)
    return ui::filled(language, {"일반과 Highway는 찍기에 머문다. 입력이 끝까지 닿지 않는다. ",
                                 "Plain and Highway guess: the input doesn't get through. "});
  if (vanishes)
    return ui::filled(language, {"기울기 소실: 일반은 찍기에 머문다. ",
                                 "Vanishing gradient: plain is stuck at guessing. "});
  if (settings.recipe == Recipe::normalised && s.step >= soon && !plain.diverged &&
      plain.loss > worse * net_of(s, Kind::residual).loss)
    return ui::filled(language, {"성능 저하: 기울기는 있는데 일반이 뒤처진다. ",
                                 "Degradation: plain has gradients, yet lags behind. "});
  return {};
}

}  // namespace

std::string verdict(const Settings& settings, const Snapshot& s, Language language) {
  if (s.nets.empty()) return {};
  if (s.step == 0) return ui::filled(language, {"아직 학습하지 않았다.", "Nothing is learned yet."});
  return failure(settings, s, language) + losses(s, language);
}

std::string about_block(const Settings& settings, const Snapshot& s, Language language) {
  if (s.lesions.empty()) return {};
  const std::string name = name_of(settings.kind).in(language);
  const std::string before = ui::fixed_text(s.lesions.front().whole), after = ui::fixed_text(s.loss);
  const int block = std::min(settings.block, settings.blocks());
  switch (settings.left_out) {
    case LeftOut::none:
      break;
    case LeftOut::one:
      return ui::filled(language,
                        {"{0}에서 {1}번 블록을 빼면 테스트 손실 {2} → {3}.",
                         "{0}: without block {1} the test loss goes from {2} to {3}."},
                        name, block, before, after);
    case LeftOut::all:
      return ui::filled(language,
                        {"{0}에서 블록을 모두 빼면 테스트 손실 {1} → {2}.",
                         "{0}: without any block the test loss goes from {1} to {2}."},
                        name, before, after);
  }
  return ui::filled(language,
                    {"{0}의 테스트 손실은 {1}이다. 블록을 하나 빼면 곡선의 값이 된다.",
                     "{0}: the test loss is {1}. Without one block it becomes what the curve says."},
                    name, before);
}

std::string about_surface(const Snapshot& s, Language language) {
  if (s.surface.empty()) return {};
  const float plain = s.surface.plain.curvature, residual = s.surface.residual.curvature;
  if (std::isnan(plain) || std::isnan(residual))
    return ui::filled(language, {"곡면을 재고 있다: {0}.", "Working out the surfaces: {0}."},
                      ui::percent(s.surface.share));
  return ui::filled(language,
                    {"{0}번 갱신한 두 신경망의 둘레. 평균 곡률: 일반 {1}, 잔차 {2}.",
                     "Around both networks after {0} updates. Mean curvature: plain {1}, residual {2}."},
                    s.surface.updates, ui::fixed_text(plain), ui::fixed_text(residual));
}

}  // namespace madang::demos::residual
