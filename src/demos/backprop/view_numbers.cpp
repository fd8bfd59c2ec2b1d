#include "demos/backprop/view_parts.h"
#include "ui/line_plot.h"
#include "ui/text.h"

namespace madang::demos::backprop {

namespace {

void line(const std::string& text) { ui::paragraph(text.c_str()); }

std::string scores(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::string text =
      std::string(parts.say("손실 E: 학습 ", "Loss E: training ")) + ui::number_text(s.train_loss);
  if (s.test_accuracy >= 0) text += parts.say(", 테스트 ", ", test ") + ui::number_text(s.test_loss);
  text += std::string("\n") + parts.say("정확도: 학습 ", "Accuracy: training ") + percent(s.train_accuracy);
  if (s.test_accuracy >= 0) text += parts.say(", 테스트 ", ", test ") + percent(s.test_accuracy);
  return text;
}

}  // namespace

void draw_numbers(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.train_count == 0) return;
  line(scores(parts));
  if (s.best_line >= 0)
    line(std::string(
             parts.say("은닉층이 없으면 직선 하나로 나눈다. 이 점들을 가장 잘 나누는 직선도 ",
                       "Without hidden layer the network draws one straight line. The best line for these "
                       "points gets ")) +
         percent(s.best_line) + parts.say("까지만 맞힌다.", " right, no more."));
  if (s.checked) {
    const std::string count = std::to_string(s.checked_weights);
    const std::string error = ui::number_text(static_cast<float>(s.largest_relative_error), 2);
    line(parts.hand.language == Language::korean
             ? "역전파와 중앙 차분: 가중치 " + count + "개\n가장 큰 상대 오차 " + error
             : "Backpropagation against central difference: " + count + " weights\nlargest relative error " +
                   error);
  }
}

void draw_curve(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<ui::Series> series = {
      {.name = parts.say("학습", "training"), .y = s.train_curve, .x = s.curve_steps}};
  if (!s.test_curve.empty())
    series.push_back({.name = parts.say("테스트", "test"), .y = s.test_curve, .x = s.curve_steps});
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = parts.say("손실 E", "loss E");
  options.y_low = 0.f;
  options.empty_text = parts.say("학습하면 손실 곡선이 그려진다", "Training draws the loss here");
  options.height = 170.f;
  ui::line_plot("curve", series, options);
}

}  // namespace madang::demos::backprop
