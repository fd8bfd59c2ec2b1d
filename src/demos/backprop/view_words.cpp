#include <cmath>

#include "demos/backprop/view_parts.h"
#include "ui/text.h"

namespace madang::demos::backprop {

namespace {

std::string with_digits(int number, const char* const (&digits)[10]) {
  std::string text;
  for (const char digit : std::to_string(number)) text += digits[digit - '0'];
  return text;
}

const char* data_name(Data data, Language language) {
  const bool korean = language == Language::korean;
  switch (data) {
    case Data::exclusive_or:
      return "XOR";
    case Data::moons:
      return korean ? "반달" : "moons";
    case Data::circles:
      return korean ? "동심원" : "circles";
    case Data::spiral:
      return korean ? "나선" : "spiral";
    case Data::blobs:
      return korean ? "무리" : "blobs";
    case Data::own:
      return korean ? "직접 찍은" : "own";
  }
  return "";
}

std::string where(const Snapshot& s, bool korean) {
  const std::string point = std::to_string(s.sample);
  const std::string layer = std::to_string(s.layer);
  switch (s.phase) {
    case Phase::ready:
      return korean ? point + "번 점이 입력에 놓여 있다." : "Point " + point + " stands at the input.";
    case Phase::forward:
      return korean ? point + "번 점의 순전파가 " + layer + "층까지 왔다."
                    : "The forward pass of point " + point + " has reached layer " + layer + ".";
    case Phase::error:
      return korean ? point + "번 점의 오차 E는 " + ui::number_text(s.error) + "이다."
                    : "The error E of point " + point + " is " + ui::number_text(s.error) + ".";
    case Phase::backward:
      return korean ? "오차가 " + layer + "층까지 거꾸로 전해졌다."
                    : "The error has been passed back to layer " + layer + ".";
    case Phase::update:
      return korean ? "가중치를 갱신했다." : "The weights have been updated.";
    case Phase::training:
      return korean ? "학습 손실은 " + ui::number_text(s.train_loss) + ", 정확도는 " +
                          percent(s.train_accuracy) + "이다."
                    : "Training loss " + ui::number_text(s.train_loss) + ", accuracy " +
                          percent(s.train_accuracy) + ".";
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

std::string percent(float share) { return ui::number_text(std::round(share * 1000.f) / 10.f, 4) + "%"; }

const char* name_of(Squash squash, Language language) {
  const bool korean = language == Language::korean;
  switch (squash) {
    case Squash::sigmoid:
      return korean ? "시그모이드" : "sigmoid";
    case Squash::tanh:
      return "tanh";
    case Squash::relu:
      return "ReLU";
    case Squash::linear:
      return korean ? "선형" : "linear";
  }
  return "";
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (s.sizes.empty()) return korean ? "신경망을 준비하고 있다." : "The network is being made.";
  const std::string data = data_name(settings.data, language);
  if (s.sample == 0)
    return korean ? "아직 점이 없다. 평면을 눌러 점을 찍거나 CSV를 넣는다."
                  : "There are no points yet. Press the plane to draw some, or give a CSV.";
  std::string text =
      korean ? sizes_text(s.sizes) + " 신경망과 " + data + " 점 " + std::to_string(s.train_count) + "개. "
             : "A " + sizes_text(s.sizes) + " network and " + std::to_string(s.train_count) + " " + data +
                   " points. ";
  text += where(s, korean);
  if (s.chain.known)
    text += (korean ? " 고른 가중치의 기울기는 " : " The gradient of the chosen weight is ") +
            ui::number_text(s.chain.gradient) + (korean ? "이다." : ".");
  return text;
}

}  // namespace madang::demos::backprop
