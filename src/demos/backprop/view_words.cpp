#include <algorithm>

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

Text function_name(const Snapshot& s, const Settings& settings, bool last) {
  if (!last) return demo::label_of(settings, &Settings::squash);
  const bool softmax = settings.loss == Loss::cross_entropy && s.sizes.back() > 1;
  return softmax ? Text{"소프트맥스", "softmax"} : Text{"시그모이드", "sigmoid"};
}

namespace {

std::string forward_sentence(const Snapshot& s, const Settings& settings, Language language) {
  const bool last = s.layer + 1 == static_cast<int>(s.sizes.size());
  return ui::filled(language,
                    {"{0}층: 가중합 z = Wa + b를 구하고 {1} 함수를 거쳐 {2}를 얻었다.",
                     "Layer {0} computes the sums z = Wa + b, then {2} = {1}(z)."},
                    s.layer, function_name(s, settings, last), last ? "ŷ" : "a");
}

std::string error_sentence(const Snapshot& s, const Settings& settings, Language language) {
  const std::string error = ui::number_text(s.error);
  const std::vector<float>& predictions = s.layers.back().a;
  if (predictions.size() == 1 && s.target.size() == 1 && settings.loss == Loss::half_squared_error)
    return ui::filled(language,
                      {"예측 ŷ = {0}, 정답 y = {1}. 오차 E = ½(y − ŷ)² = {2}.",
                       "Predicted ŷ = {0}, target y = {1}: the error is E = ½(y − ŷ)² = {2}."},
                      predictions[0], s.target[0], error);
  if (settings.loss == Loss::half_squared_error)
    return ui::filled(language, {"오차 E = ½Σ(y − ŷ)² = {0}.", "The error is E = ½Σ(y − ŷ)² = {0}."}, error);
  return ui::filled(language, {"오차 E = −log ŷ(정답) = {0}.", "The error is E = −log ŷ(true class) = {0}."},
                    error);
}

std::string backward_sentence(const Snapshot& s, Language language) {
  const bool last = s.layer + 1 == static_cast<int>(s.sizes.size());
  if (last)
    return ui::filled(language,
                      {"{0}층(출력): δ = ∂E/∂z를 구했다. 가중치의 기울기는 δ × 앞 층의 a이다.",
                       "Layer {0} (output): δ = ∂E/∂z. A weight's gradient is δ times the a before it."},
                      s.layer);
  return ui::filled(language,
                    {"{0}층: 다음 층의 δ를 가중치를 거슬러 모으고 f′(z)를 곱해 δ를 얻었다.",
                     "Layer {0}: δ is the next layer's δ, gathered back through the weights, times f′(z)."},
                    s.layer);
}

/// Every unit of the first hidden layer is off at the point that is shown.
bool all_off(const Snapshot& s, const Settings& settings) {
  return settings.squash == Squash::relu && s.layers.size() > 1 && !s.layers.front().a.empty() &&
         std::ranges::all_of(s.layers.front().a, [](float a) { return a == 0; });
}

/// What the boundary does; where it cannot, why, and what would help.
std::string training_sentence(const Snapshot& s, const Settings& settings, Language language) {
  constexpr float solved = 0.98f, poor = 0.85f;
  constexpr int enough = 500;  // updates, in which most networks are done
  const std::string count = ui::count_text(s.updates), right = ui::percent(s.train_accuracy);
  if (s.best_line >= 0)
    return ui::filled(
        language,
        {"은닉층이 없으면 경계는 직선 하나이다. 가장 잘 나누는 직선도 점의 {0}까지만 맞힌다. "
         "지금은 {1}.",
         "No hidden layer, one straight line. Even the best line gets only {0} right, this one {1}."},
        ui::percent(s.best_line), right);
  if (s.updates == 0)
    return ui::filled(language, {"갱신 한 번마다 배치 하나로 순전파와 역전파를 한다. 재생하면 경계가 굽는다.",
                                 "Each update uses one batch. Press Play and watch the boundary bend."});
  if (s.train_accuracy >= solved)
    return ui::filled(language,
                      {"{0}번 갱신하여 경계가 점을 나누었다. 학습한 점의 {1}를 맞힌다.",
                       "After {0} updates the boundary separates the points: {1} are right."},
                      count, right);
  if (s.updates >= enough && s.train_accuracy < poor && all_off(s, settings))
    return ui::filled(
        language,
        {"{0}번 갱신했지만 점의 {1}만 맞힌다. 이 점에서는 ReLU가 모두 꺼져 기울기가 0이다. "
         "시드나 활성화 함수를 바꾸면 풀린다.",
         "Only {1} are right after {0} updates: at this point every ReLU is off, with slope 0. Try another "
         "seed."},
        count, right);
  if (s.updates >= enough && s.train_accuracy < poor)
    return ui::filled(language,
                      {"{0}번 갱신했지만 점의 {1}만 맞힌다. 은닉층이나 유닛을 더하거나 Adam을 고르면 경계가 "
                       "더 굽는다.",
                       "Only {1} are right after {0} updates. More layers or units, or Adam, would help."},
                      count, right);
  return ui::filled(language,
                    {"{0}번 갱신: 경계가 굽어 간다. 손실 {1}, 학습한 점의 {2}를 맞힌다.",
                     "{0} updates: the boundary is bending. Loss {1}, {2} are right."},
                    count, s.train_loss, right);
}

std::string no_points(Language language) {
  return ui::filled(language, {"아직 점이 없다. 평면을 눌러 점을 찍거나 CSV를 넣는다.",
                               "There are no points yet. Press the plane to draw some, or add a CSV."});
}

}  // namespace

std::string sentence(const Snapshot& s, const Settings& settings, Language language) {
  if (s.sample == 0) return no_points(language);
  switch (s.phase) {
    case Phase::ready:
      return ui::filled(language, {"점 하나가 입력에 놓였다. ‘한 단계’를 누르면 순전파가 시작된다.",
                                   "One point stands at the input. Press “Step” to begin the forward pass."});
    case Phase::forward:
      return forward_sentence(s, settings, language);
    case Phase::error:
      return error_sentence(s, settings, language);
    case Phase::backward:
      return backward_sentence(s, language);
    case Phase::update:
      return ui::filled(
          language, {"모든 가중치를 기울기의 반대쪽으로 옮겼다: w ← w − η ∂E/∂w. 다음은 새 점의 순전파이다.",
                     "Every weight has moved against its gradient: w ← w − η ∂E/∂w. Next, a new point."});
    case Phase::training:
      return training_sentence(s, settings, language);
  }
  return {};
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  if (s.sample == 0) return no_points(language);
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
