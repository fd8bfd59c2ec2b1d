#include <algorithm>
#include <cmath>

#include "demos/cnn/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::cnn {

namespace {

/// "30억", "3 billion"
Text large(float count) {
  return {ui::count_text(count / 1e8f) + "억", ui::number_text(count / 1e9f) + " billion"};
}

/// A loss that stays at chance, after enough images that it ought not to.
std::string fault(const Snapshot& s, Language language) {
  constexpr float enough = 500, at_chance = 2.2f;
  if (s.images < enough || s.loss < at_chance) return {};
  return ui::filled(language,
                    {"손실 {0}: 찍을 때(ln 10 = 2.30)보다 나을 것이 없다. 아직 배우지 못한다. ",
                     "Loss {0} is no better than guessing (ln 10 = 2.30): it does not learn yet. "},
                    ui::number_text(s.loss));
}

std::string accuracy(const Snapshot& s, Language language) {
  if (s.test_accuracy < 0) return {};
  return ui::filled(language, {" 테스트 정확도 {0}.", " Test accuracy {0}."}, ui::percent(s.test_accuracy));
}

/// How the picture that is shown is read.
std::string answer(const Snapshot& s, const Settings& settings, Language language) {
  const std::string network = network_name(settings, static_cast<int>(settings.network));
  if (s.step == 0)
    return ui::filled(
        language,
        {"아직 배우지 않은 {0}의 답은 찍기나 다름없다. 재생하면 배우는 동안 층마다 맵이 달라진다.",
         "{0} has learned nothing yet and guesses. As it plays, the maps of every layer change."},
        network);
  const auto likeliest = std::ranges::max_element(s.chances);
  const auto guess = static_cast<int>(likeliest - s.chances.begin());
  const auto name = [&](int label) { return data::class_name(settings.data, label).in(language); };
  std::string text = ui::filled(
      language,
      {"이미지 {0}장을 배운 {1}의 답: {2}(확률 {3}).", "After {0} images {1} reads this as {2} ({3})."},
      ui::count_text(s.images), network, name(guess), ui::percent(*likeliest));
  if (s.truth >= 0 && s.truth != guess)
    text += ui::filled(language, {" 틀렸다. 정답은 {0}.", " Wrong: its label is {0}."}, name(s.truth));
  constexpr float unsure = 0.5f;
  if (*likeliest < unsure)
    text +=
        ui::filled(language, {" 아직 자신이 없다. 재생하면 더 배운다.", " Not sure yet: play trains it."});
  else if (s.truth >= 0 && s.test_accuracy < 0)
    text += ui::filled(language, {" 직접 그려 보자.", " Try a drawing of your own."});
  return text + accuracy(s, language);
}

/// How far the run is, and what it took to reach the goal.
std::string goal(const Snapshot& s, Language language) {
  if (s.step == 0)
    return ui::filled(language,
                      {"재생하면 손실이 찍기 수준 2.30(ln 10)에서 내려오고 정확도가 오른다.",
                       "As it plays, the loss falls from chance, 2.30 (ln 10), and the accuracy rises."});
  std::string text = ui::filled(language, {"배운 이미지 {0}장, 손실 {1}.", "{0} images, loss {1}."},
                                ui::count_text(s.images), ui::number_text(s.loss)) +
                     accuracy(s, language);
  if (s.goal_images > 0)
    text += ui::filled(language,
                       {" 97%까지 이미지 {0}장, 곱셈·덧셈 약 {1} 번.",
                        " It took {0} images, about {1} multiply-adds, to reach 97%."},
                       ui::count_text(s.goal_images), large(s.goal_multiply_adds));
  if (s.seconds > 0)
    text += ui::filled(language, {" 학습 시간 {0}초.", " Time spent on training: {0} s."},
                       s.goal_seconds > 0 ? s.goal_seconds : s.seconds);
  return text;
}

std::string costs(const Snapshot& s, const Settings& settings, Language language) {
  if (s.zoo.empty()) return {};
  const auto [fewest, most] = std::ranges::minmax_element(s.zoo, {}, &ZooRow::parameters);
  const auto name = [&](auto row) { return network_name(settings, static_cast<int>(row - s.zoo.begin())); };
  return ui::filled(language,
                    {"파라미터는 {0}({1}개)이 가장 많고 {2}({3}개)이 가장 적다. 막대를 누르면 고른다.",
                     "Most parameters: {0}, {1}; fewest: {2}, {3}. Press a bar to choose."},
                    name(most), ui::count_text(most->parameters), name(fewest),
                    ui::count_text(fewest->parameters));
}

/// How many test images are answered wrongly, and what is confused most often.
std::string mistakes(const Snapshot& s, const Settings& settings, Language language) {
  if (s.confusion.empty())
    return ui::filled(language, {"아직 테스트하지 않았다. 이미지 3,000장을 배우면 처음으로 테스트한다.",
                                 "Not tested yet: the first test comes after training on 3,000 images."});
  float wrong = 0, often = 0;
  int truth = 0, guess = 0;
  for (int row = 0; row < classes; ++row)
    for (int column = 0; column < classes; ++column) {
      if (row == column) continue;
      const float count = s.confusion.at(row, column);
      wrong += count;
      if (count <= often) continue;
      often = count;
      truth = row;
      guess = column;
    }
  const auto name = [&](int label) { return data::class_name(settings.data, label).in(language); };
  return ui::filled(language,
                    {"테스트 이미지 {0}장 가운데 {1}장을 틀렸다. 가장 잦은 착오는 {2} → {3}, {4}번이다.",
                     "{1} of {0} test images are answered wrongly. The most frequent mistake: {2} → {3}, {4} "
                     "times."},
                    ui::count_text(test_images), ui::count_text(wrong), name(truth), name(guess),
                    ui::count_text(often));
}

}  // namespace

std::string square(int size) { return std::to_string(size) + "×" + std::to_string(size); }

std::string network_name(const Settings& settings, int network) {
  return demo::label_of(settings, &Settings::network, static_cast<Network>(network)).english;
}

std::string millions(float count) { return ui::fixed_text(count / 1e6f) + " M"; }

std::string milliseconds(float ms) { return ui::number_text(ms, 2) + " ms"; }

std::string what_to_see(const Snapshot& s, const Settings& settings, Language language) {
  switch (settings.page) {
    case Page::layers:
      return fault(s, language) + answer(s, settings, language);
    case Page::training:
      return fault(s, language) + goal(s, language);
    case Page::networks:
      return costs(s, settings, language);
    case Page::mistakes:
      return mistakes(s, settings, language);
  }
  return {};
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const auto likeliest = std::ranges::max_element(s.chances);
  std::string text =
      ui::filled(language, {"{0}: 배운 이미지는 {1}장이다.", "{0} has learned from {1} images."},
                 network_name(settings, static_cast<int>(settings.network)), ui::count_text(s.images));
  if (s.step > 0) text += ui::filled(language, {" 손실 {0}.", " Loss {0}."}, s.loss);
  if (s.test_accuracy >= 0)
    text +=
        ui::filled(language, {" 테스트 정확도 {0}.", " Test accuracy {0}."}, ui::percent(s.test_accuracy));
  text += ui::filled(
      language, {" 보이는 이미지에 대한 답은 {0}({1})이다.", " Its answer to the image shown: {0} ({1})."},
      data::class_name(settings.data, static_cast<int>(likeliest - s.chances.begin())).in(language),
      ui::percent(*likeliest));
  return text;
}

}  // namespace madang::demos::cnn
