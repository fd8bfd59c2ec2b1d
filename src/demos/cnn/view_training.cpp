#include "demos/cnn/view_parts.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/layout.h"
#include "ui/text.h"

namespace madang::demos::cnn {

namespace {

constexpr float plot_height = 220.f;

void draw_loss(const Parts& parts) {
  ui::LinePlotOptions options;
  options.y_label = parts.say("손실(교차 엔트로피)", "loss (cross-entropy)");
  options.smoothing = 0.85f;
  options.y_low = 0.f;
  options.height = plot_height;
  ui::curve_plot(parts.hand, "loss", options);
}

void draw_accuracy(const Parts& parts) {
  ui::LinePlotOptions options;
  options.y_label = parts.say("정확도", "accuracy");
  options.y_high = 1.f;
  options.height = plot_height;
  ui::curve_plot(parts.hand, "accuracy", options);
}

}  // namespace

void draw_training(const Parts& parts) {
  {
    ui::Flow flow("curves", 280.f, 2);
    flow.next();
    draw_loss(parts);
    flow.next();
    draw_accuracy(parts);
  }
  if (ui::button(parts.say("이 기기에서 시간 재기", "Time it on this device")))
    parts.hand.act({measure, {}, {}});
  ui::caption(
      parts.say("정확도는 이미지 3,000장을 배울 때마다 테스트 이미지 2,000장 모두로 잰다.",
                "Test accuracy is measured on all 2,000 test images after every 3,000 training images."));
}

}  // namespace madang::demos::cnn
