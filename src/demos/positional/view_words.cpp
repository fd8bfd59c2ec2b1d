#include "demos/positional/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::positional {

std::string name_of(const Settings& settings, int index, Language language) {
  const Text scheme = demo::label_of(settings, index == 0 ? &Settings::scheme : &Settings::scheme_b);
  return (index == 0 ? "A · " : "B · ") + scheme.in(language);
}

std::string name_of(const Parts& parts, int index) {
  return name_of(parts.settings, index, parts.hand.language);
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  std::string text = ui::filled(language, {"{0}번 갱신했다.", "After {0} updates."}, s.step);
  for (const int i : {0, 1}) {
    const ModelPicture& model = s.models[static_cast<std::size_t>(i)];
    text += ui::filled(language,
                       {" {0}: 손실 {1}, 학습 길이에서 정확도 {2}, 그 너머 {3}.",
                        " {0}: loss {1}, accuracy {2} at the trained length, {3} beyond it."},
                       name_of(settings, i, language), model.loss, ui::percent(model.accuracy),
                       ui::percent(model.accuracy_beyond));
  }
  return text + ui::filled(language, {" 순서를 모르고 찍으면 {0}.", " Guessing without the order gives {0}."},
                           ui::percent(s.guess));
}

}  // namespace madang::demos::positional
