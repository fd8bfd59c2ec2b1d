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

}  // namespace

std::string square(int size) { return std::to_string(size) + "×" + std::to_string(size); }

std::string network_name(const Settings& settings, int network) {
  return demo::label_of(settings, &Settings::network, static_cast<Network>(network)).english;
}

std::string millions(float count) { return ui::number_text(count / 1e6f) + " M"; }

std::string milliseconds(float ms) { return ui::number_text(ms, 2) + " ms"; }

std::string progress(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::string text = ui::filled(parts, {"{0} · 배운 이미지 {1}장", "{0} · trained on {1} images"},
                                network_name(parts.settings, static_cast<int>(parts.settings.network)),
                                ui::count_text(s.images));
  if (s.step > 0) text += ui::filled(parts, {" · 손실 {0}", " · loss {0}"}, ui::fixed_text(s.loss, 3));
  if (s.test_accuracy >= 0)
    text += ui::filled(parts, {" · 테스트 정확도 {0}", " · test accuracy {0}"}, ui::percent(s.test_accuracy));
  return text;
}

std::string goal(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::string text =
      s.goal_images <= 0
          ? ui::filled(parts,
                       {"테스트 정확도 97%에 아직 이르지 않았다.", "97% test accuracy: not reached yet."})
          : ui::filled(parts,
                       {"이미지 {0}장, 곱셈·덧셈 약 {1} 번 만에 97%에 이르렀다.",
                        "97% test accuracy was reached after {0} images, about {1} multiply-adds."},
                       ui::count_text(s.goal_images), large(s.goal_multiply_adds));
  if (s.goal_seconds > 0)
    text += ui::filled(
        parts, {" 이 기기의 코어 하나로 {0}초 걸렸다.", " On one core of this device that took {0} s."},
        s.goal_seconds);
  else if (s.seconds > 0)
    text += ui::filled(
        parts, {" 지금까지 학습한 시간은 {0}초이다.", " Time spent on training so far: {0} s."}, s.seconds);
  return text;
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
