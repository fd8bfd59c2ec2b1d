#include <cmath>

#include "demos/convolution/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::convolution {

namespace {

/// The output that is looked at, and what it is made of.
std::string output(const Snapshot& s, const Settings& settings, ui::Cell hovered, Language language) {
  const bool over = hovered && hovered.row < s.map.rows && hovered.column < s.map.columns;
  const ui::Cell at = over ? hovered : ui::Cell{s.row, s.column};
  const int products = static_cast<int>(s.kernel.front().values.size()) * s.channels;
  return ui::filled(
      language,
      {"커널 ‘{0}’의 출력 y({1}, {2}) = {3}: 창 속의 픽셀과 커널을 곱한 수 {4}개의 합이다. 다른 "
       "칸을 가리키면 창이 그리로 간다.",
       "“{0}” gives y({1}, {2}) = {3}: the sum of {4} products. Point at another cell."},
      demo::label_of(settings, &Settings::filter), at.row + 1, at.column + 1,
      ui::fixed_text(s.map.at(at.row, at.column)), products);
}

std::string pooling(const Snapshot& s, const Settings& settings, Language language) {
  return ui::filled(
      language,
      {"{0}×{0} 창마다 수 하나만 남아 {1}×{1} 맵이 {2}×{2}로 준다. 전역 평균 풀링은 맵 전체를 수 "
       "하나로 줄인다: {3}.",
       "Each {0}×{0} window leaves one number: {1}×{1} becomes {2}×{2}. Global average: {3}."},
      settings.pool, s.pooled.rectified.rows, s.pooled.maximum.rows, ui::fixed_text(s.pooled.global, 3));
}

std::string shift(const Snapshot& s, const Settings& settings, Language language) {
  const ShiftPicture& now = s.shift;
  if (!now.whole)
    return ui::filled(
        language,
        {"이동한 픽셀 수가 스트라이드 {0}의 배수가 아니다. 특징 맵은 그만큼 따라 움직일 수 없다.",
         "The shift is no multiple of the stride, {0}: the feature map cannot follow it."},
        settings.stride);
  std::string text = ui::filled(language, {"이미지를 옮기면 특징 맵도 따라간다.", "The map moves along:"});
  if (now.kept.none >= 0)
    text += ui::filled(language,
                       {" 제자리의 값이 그대로인 칸은 풀링 없이 {0}, {2}×{2} 최대 풀링 뒤에는 {1}.",
                        " {0} of its cells keep their value, {1} after {2}×{2} max pooling."},
                       ui::percent(now.kept.none), ui::percent(now.kept.maximum), settings.pool);
  return text;
}

std::string learning(const LearningPicture& now, Language language) {
  constexpr float little = 1e-4f, far = 0.1f;
  if (now.updates == 0)
    return ui::filled(
        language,
        {"무작위로 시작한 커널이 왼쪽 맵만 보고 그 필터를 찾아 간다. 재생하면 오른쪽 맵이 따라간다.",
         "A random kernel looks for the filter and sees only its map. Play to watch it."});
  if (now.loss < little && now.kernel_difference > far)
    return ui::filled(
        language,
        {"손실은 {0}인데 커널은 {1}까지 다르다. 이 이미지로는 둘을 가릴 수 없다.",
         "The loss is {0}, yet the kernels differ by up to {1}: this image cannot tell them apart."},
        ui::number_text(now.loss, 2), ui::number_text(now.kernel_difference, 2));
  const std::string told =
      ui::filled(language,
                 {"{0}번 갱신, 손실 {1}, 두 커널의 차이 최대 {2}.",
                  "{0} updates, loss {1}; the kernels differ by up to {2}."},
                 ui::count_text(static_cast<double>(now.updates)), ui::number_text(now.loss, 2),
                 ui::number_text(now.kernel_difference, 2));
  if (now.kernel_difference <= far)
    return told +
           ui::filled(language, {" 출력만 보고 필터의 수를 찾아냈다.", " Found from its output alone."});
  return told + ui::filled(language, {" 아직 그 필터와 다르다.", " Not that filter yet."});
}

}  // namespace

std::string what_to_see(const Snapshot& s, const Settings& settings, ui::Cell hovered, Language language) {
  if (s.map.empty() || s.kernel.empty()) return {};
  switch (settings.page) {
    case Page::window:
      return output(s, settings, hovered, language);
    case Page::pooling:
      return s.pooled.maximum.empty() ? "" : pooling(s, settings, language);
    case Page::shift:
      return s.shift.map.empty() ? "" : shift(s, settings, language);
    case Page::learning:
      return s.learning.target.empty() ? "" : learning(s.learning, language);
  }
  return {};
}

}  // namespace madang::demos::convolution
