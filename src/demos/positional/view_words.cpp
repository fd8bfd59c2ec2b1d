#include <cmath>

#include "demos/positional/view_parts.h"
#include "ui/text.h"

namespace madang::demos::positional {

std::string percent(float share) { return ui::number_text(std::round(share * 1000.f) / 10.f, 4) + "%"; }

std::string name_of(Scheme scheme, Language language) {
  return scheme_options()[static_cast<std::size_t>(scheme)].label.in(language);
}

std::string name_of(const Parts& parts, int index) {
  return (index == 0 ? "A · " : "B · ") + name_of(parts.scheme(index), parts.hand.language);
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (s.models.size() != 2) return korean ? "모델을 준비하고 있다." : "The models are being made.";
  const std::string steps = std::to_string(s.step);
  std::string text = korean ? steps + "번 갱신했다." : "After " + steps + " updates.";
  for (std::size_t i = 0; i < 2; ++i) {
    const ModelPicture& model = s.models[i];
    const std::string name =
        (i == 0 ? " A " : " B ") + name_of(i == 0 ? settings.scheme : settings.scheme_b, language);
    const std::string here = percent(model.accuracy), beyond = percent(model.accuracy_beyond);
    const std::string loss = ui::number_text(model.loss);
    text += korean ? name + ": 손실 " + loss + ", 학습 길이에서 정확도 " + here + ", 그 너머 " + beyond + "."
                   : name + ": loss " + loss + ", accuracy " + here + " at the trained length, " + beyond +
                         " beyond it.";
  }
  text += korean ? " 순서를 모르고 찍으면 " + percent(s.guess) + "."
                 : " Guessing without the order gives " + percent(s.guess) + ".";
  return text;
}

}  // namespace madang::demos::positional
