#include <algorithm>
#include <vector>

#include "demos/cnn/view_parts.h"
#include "ui/controls.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/text.h"

namespace madang::demos::cnn {

namespace {

constexpr float plot_height = 220.f;

void draw_loss(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const ui::Series series[] = {
      {.name = parts.say("배치의 손실", "loss of the batch"), .y = s.loss_y, .x = s.loss_x, .colour = 0}};
  ui::LinePlotOptions options;
  options.x_label = parts.say("단계", "step");
  options.y_label = parts.say("손실(교차 엔트로피)", "loss (cross-entropy)");
  options.smoothing = 0.85f;
  options.y_low = 0.f;
  options.empty_text = parts.say("학습하면 곡선이 그려진다", "Training draws the curve here");
  options.height = plot_height;
  ui::line_plot("loss", series, options);
}

void draw_accuracy(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  std::vector<ui::Series> series = {
      {.name = parts.say("학습(최근 배치)", "train (last batches)"),
       .y = s.train_y,
       .x = s.train_x,
       .colour = 0},
      {.name = parts.say("테스트", "test"), .y = s.test_y, .x = s.test_x, .colour = 1}};
  const float last = s.train_x.empty() ? 0.f : s.train_x.back();
  const float goal_x[] = {0.f, last}, goal_y[] = {0.97f, 0.97f};
  if (last > 0.f) series.push_back({.name = "97 %", .y = goal_y, .x = goal_x, .colour = 2, .dashed = true});
  ui::LinePlotOptions options;
  options.x_label = parts.say("단계", "step");
  options.y_label = parts.say("정확도", "accuracy");
  options.y_high = 1.f;
  options.empty_text = parts.say("학습하면 곡선이 그려진다", "Training draws the curve here");
  options.height = plot_height;
  ui::line_plot("accuracy", series, options);
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
  ui::paragraph(goal(parts));
  if (ui::button(parts.say("이 기기에서 시간 재기", "Time it on this device")))
    parts.hand.act({measure, {}, {}});
  ui::caption(
      parts.say("정확도는 이미지 3,000장을 배울 때마다 테스트 이미지 2,000장 모두로 잰다.",
                "Test accuracy is taken over all 2,000 test images, after every 3,000 images learned from."));
}

}  // namespace madang::demos::cnn
