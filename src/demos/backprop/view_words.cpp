#include "demos/backprop/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::backprop {

namespace {

std::string with_digits(int number, const char* const (&digits)[10]) {
  std::string text;
  for (const char digit : std::to_string(number)) text += digits[digit - '0'];
  return text;
}

std::string where(const Snapshot& s, Language language) {
  switch (s.phase) {
    case Phase::ready:
      return ui::filled(language, {"{0}번 점이 입력에 놓여 있다.", "Point {0} stands at the input."},
                        s.sample);
    case Phase::forward:
      return ui::filled(
          language,
          {"{0}번 점의 순전파가 {1}층까지 왔다.", "The forward pass of point {0} has reached layer {1}."},
          s.sample, s.layer);
    case Phase::error:
      return ui::filled(language, {"{0}번 점의 오차 E는 {1}이다.", "The error E of point {0} is {1}."},
                        s.sample, s.error);
    case Phase::backward:
      return ui::filled(language,
                        {"오차가 {0}층까지 거꾸로 전해졌다.", "The error has been passed back to layer {0}."},
                        s.layer);
    case Phase::update:
      return ui::filled(language, {"가중치를 갱신했다.", "The weights have been updated."});
    case Phase::training:
      return ui::filled(language, {"학습 손실은 {0}, 정확도는 {1}이다.", "Training loss {0}, accuracy {1}."},
                        s.train_loss, ui::percent(s.train_accuracy));
  }
  return {};
}

}  // namespace

std::string subscript(int number) {
  static constexpr const char* digits[10] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
  return with_digits(number, digits);
}

std::string weight_name(int layer, int to, int from) {
  static constexpr const char* digits[10] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  const std::string above = with_digits(layer, digits);
  if (from == 0) return "b" + above + subscript(to);
  return "w" + above + subscript(to) + (to > 9 || from > 9 ? "," : "") + subscript(from);
}

std::string sizes_text(const std::vector<int>& sizes) {
  std::string text;
  for (const int size : sizes) text += (text.empty() ? "" : "-") + std::to_string(size);
  return text;
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  if (s.sample == 0)
    return ui::filled(language, {"아직 점이 없다. 평면을 눌러 점을 찍거나 CSV를 넣는다.",
                                 "There are no points yet. Press the plane to draw some, or add a CSV."});
  std::string text = ui::filled(
      language, {"{0} 신경망, 데이터 {1}, 점 {2}개. {3}", "A {0} network, data {1}, {2} points. {3}"},
      sizes_text(s.sizes), demo::label_of(settings, &Settings::data), s.train_count, where(s, language));
  if (s.chain.known)
    text += ui::filled(language,
                       {" 고른 가중치의 기울기는 {0}이다.", " The gradient of the chosen weight is {0}."},
                       s.chain.gradient);
  return text;
}

}  // namespace madang::demos::backprop
