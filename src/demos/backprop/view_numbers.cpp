#include "demos/backprop/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/proof.h"
#include "ui/text.h"

namespace madang::demos::backprop {

namespace {

std::string scores(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const std::string train = ui::percent(s.train_accuracy);
  if (s.test_accuracy < 0)
    return ui::filled(parts, {"손실 E: 학습 {0}\n정확도: 학습 {1}", "Loss E: {0}\nAccuracy: {1}"},
                      s.train_loss, train);
  return ui::filled(parts,
                    {"손실 E: 학습 {0}, 테스트 {1}\n정확도: 학습 {2}, 테스트 {3}",
                     "Loss E: {0}, test {1}\nAccuracy: {2}, test {3}"},
                    s.train_loss, s.test_loss, train, ui::percent(s.test_accuracy));
}

std::string checks(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const std::string text =
      ui::filled(parts,
                 {"역전파와 중앙 차분: 가중치 {0}개\n가장 큰 상대 오차 {1}",
                  "Backpropagation against central difference: {0} weights\nlargest relative error {1}"},
                 s.checked_weights, ui::number_text(static_cast<float>(s.largest_relative_error), 2));
  if (s.kinks == 0) return text;
  return text + "\n" +
         ui::filled(parts,
                    {"가중치 {0}개는 ReLU가 꺾이는 점에 있어 양쪽 기울기가 다르므로 뺐다",
                     "{0} left out: there a ReLU stands on its kink, and the slopes on its two sides differ"},
                    s.kinks);
}

}  // namespace

void draw_numbers(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.train_count == 0) return;
  ui::paragraph(scores(parts));
  constexpr float limit = 1e-3f;  // as the claims hold it
  if (s.checked)
    ui::proof(parts.hand, "gradients",
              {.value = static_cast<float>(s.largest_relative_error), .limit = limit, .told = checks(parts)});
}

void draw_curve(const Parts& parts) {
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = parts.say("손실 E", "loss E");
  options.y_low = 0.f;
  options.empty_text = parts.say("학습하면 손실 곡선이 그려진다", "Training draws the loss here");
  options.height = 170.f;
  ui::curve_plot(parts.hand, "loss", options);
}

}  // namespace madang::demos::backprop
