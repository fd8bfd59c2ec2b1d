#include <algorithm>

#include "demos/positional/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::positional {

namespace {

constexpr float as_good = 0.15f;   // so little below is no worse
constexpr float guessing = 0.05f;  // so little above the guess is none

std::string told_learning(const Snapshot& s, const Settings& settings, int index, Language language) {
  const ModelPicture& model = s.models[static_cast<std::size_t>(index)];
  const std::string name = name_of(settings, index, language), at = ui::percent(model.accuracy),
                    beyond = ui::percent(model.accuracy_beyond), guess = ui::percent(s.guess);
  const bool guesses = model.accuracy <= s.guess + guessing;
  if (guesses && scheme_of(settings, index) == Scheme::none)
    return ui::filled(language,
                      {"{0}: 정확도 {1}. 순서를 몰라 찍기({2})를 넘지 못한다.",
                       "{0}: {1} right. Without order it can only guess ({2})."},
                      name, at, guess);
  if (guesses)
    return ui::filled(language, {"{0}: {1}로 아직 찍기({2}) 수준이다.", "{0}: {1}, still guessing ({2})."},
                      name, at, guess);
  if (model.accuracy_beyond > model.accuracy - as_good)
    return ui::filled(language,
                      {"{0}: {1}, 길이 {3} 너머에서도 {2}.", "{0}: {1}, and {2} beyond length {3}."}, name,
                      at, beyond, s.trained_length);
  return ui::filled(language, {"{0}: {1}, 길이 {3} 너머에서는 {2}.", "{0}: {1}, but {2} beyond length {3}."},
                    name, at, beyond, s.trained_length);
}

std::string told_encoding(const Settings& settings, Language language) {
  const Scheme scheme = settings.scheme == Scheme::none ? settings.scheme_b : settings.scheme;
  if (scheme == Scheme::none)
    return language == Language::korean ? "두 모델 모두 위치 정보가 없다."
                                        : "Neither model has positional information.";
  if (has_bias(scheme))
    return language == Language::korean
               ? "질의와 키의 점수에 더하는 값이다. 거리가 같으면 어느 자리에서나 같다."
               : "What is added to the score of a query and a key: the same wherever their distance is the "
                 "same.";
  return language == Language::korean
             ? "행 하나가 자리 하나이다. 두 행이 서로 다르면 모델이 두 자리를 구별할 수 있다."
             : "Each row is a place. Where two rows differ, the model can tell the two places apart.";
}

std::string told_distance(const Snapshot& s, const Settings& settings, Language language) {
  std::string text =
      ui::filled(language, {"어텐션이 가장 쏠리는 거리:", "Attention is strongest at distance"});
  for (const int i : {0, 1}) {
    const auto& attended = s.models[static_cast<std::size_t>(i)].attended;
    if (attended.empty()) return {};
    const auto most = std::ranges::max_element(attended);
    const auto distance = static_cast<float>(most - attended.begin() + 1 - s.trained_length);
    text +=
        ui::filled(language, {"{0} {1} {2}(가중치 {3})", "{0} {2} in {1} (weight {3})"}, i == 0 ? "" : ",",
                   i == 0 ? "A" : "B", ui::number_text(distance), ui::fixed_text(*most));
  }
  text += ".";
  if (settings.task == Task::back)
    text += ui::filled(language, {" 답은 −{0}에 있다.", " The answer stands at −{0}."}, settings.offset);
  return text;
}

}  // namespace

std::string name_of(const Settings& settings, int index, Language language) {
  const Text scheme = demo::label_of(settings, index == 0 ? &Settings::scheme : &Settings::scheme_b);
  return (index == 0 ? "A · " : "B · ") + scheme.in(language);
}

std::string right_answers(const Snapshot& s, const ModelPicture& model) {
  int asked = 0, right = 0;
  for (std::size_t i = 0; i < s.targets.size() && i < model.given.size(); ++i) {
    if (s.targets[i] == nothing_asked) continue;
    ++asked;
    right += model.given[i] == s.targets[i];
  }
  return std::to_string(right) + " / " + std::to_string(asked);
}

std::string what_to_see(const Snapshot& s, const Settings& settings, Language language) {
  switch (settings.page) {
    case Page::learning:
      return told_learning(s, settings, 0, language) + " " + told_learning(s, settings, 1, language);
    case Page::encoding:
      return told_encoding(settings, language);
    case Page::distance:
      return told_distance(s, settings, language);
    case Page::attention:
      return ui::filled(language,
                        {"이 예문에서 맞힌 답: A {0}, B {1}. 거리만 보는 헤드는 대각선을 그린다.",
                         "Right answers here: A {0}, B {1}. A head that goes by distance draws a diagonal."},
                        right_answers(s, s.models[0]), right_answers(s, s.models[1]));
  }
  return {};
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
  return text + ui::filled(language,
                           {" 순서를 모르고 찍으면 {0}.", " Guessing without regard to order gives {0}."},
                           ui::percent(s.guess));
}

}  // namespace madang::demos::positional
