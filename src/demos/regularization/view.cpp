#include "demo/view.h"

#include <imgui.h>

#include <algorithm>

#include "demos/regularization/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/histogram.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::regularization {

namespace {

constexpr int side = 14;

void draw_losses(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  ui::LinePlotOptions options;
  options.x_label = parts.say("갱신 횟수", "updates");
  options.y_label = parts.say("손실", "loss");
  options.y_low = 0.f;
  if (s.step > 0) options.marked_x = s.stopped >= 0 ? s.stopped : s.best_step;
  ui::curve_plot(parts.hand, "loss", options);
  const ui::Room room(ui::lines_height(2));
  ui::caption(
      s.stopped >= 0
          ? parts.say("세로줄: 조기 종료가 멈춘 곳. 그 뒤는 멈추지 않았을 때의 모습이다.",
                      "Vertical line: where early stopping stopped; the rest shows what it avoided.")
          : parts.say("세로줄: 검증 손실이 가장 낮은 곳. 두 곡선이 갈라지면 과적합이다.",
                      "Vertical line: lowest validation loss. Where the curves part, the network overfits."));
}

void draw_weights(const Parts& parts) {
  const ui::HistogramSeries shown[] = {{"w", &parts.snapshot.weights, 0}};
  ui::HistogramOptions options;
  options.title = parts.say("가중치 w의 분포(칸마다의 비율)", "Weights w: share in each bin");
  options.height = 180.f;
  ui::histogram("weights", shown, options);
  const ui::Room room(ui::lines_height(ui::narrow() ? 3 : 2));
  ui::caption(ui::filled(parts,
                         {"|w| < 0.001인 가중치: {0}. 양 끝의 수는 축 밖에 있는 가중치의 개수이다.",
                          "Weights with |w| < 0.001: {0}. At both ends: how many lie beyond the axis."},
                         ui::percent(parts.snapshot.near_zero)));
}

void draw_images(const Parts& parts) {
  std::vector<ui::GridImage> images;
  for (const FedImage& image : parts.snapshot.fed)
    images.push_back({.image = {side, side, 1, image.pixels}, .label = image.target, .warned = image.wrong});
  ui::ImageGridOptions options;
  options.title = parts.say("마지막 배치의 이미지와 정답", "Images of the last batch, with their targets");
  options.most_pixel = 5.f;
  options.least_side = 56.f;  // the targets of mixed images have room below
  options.range = ui::ColourRange{0.f, 1.f};
  ui::image_grid("fed", images, options);
  const Technique technique = parts.settings.technique;
  std::string told = parts.say("테두리가 있는 이미지는 레이블이 틀린 것이다.", "Framed: the label is wrong.");
  if (technique == Technique::mixup || technique == Technique::cutmix)
    told += parts.say(" 7·.6 3·.4는 7이 60%, 3이 40%라는 정답이다.",
                      " 7·.6 3·.4: the target is 60% 7 and 40% 3.");
  ui::caption(told);
}

}  // namespace

class RegularizationView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override {
    static const demo::Head all{.choices = {"technique"}};
    return all;
  }
  std::string what_to_see(Language language) const override { return sentence(snapshot, settings, language); }
  /// Without a technique, far enough that the validation loss has turned upwards.
  std::string opening() const override { return "step=240"; }
  double natural_speed() const override { return 60; }
  std::string compared_setting() const override { return "technique"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    {
      ui::Flow flow("curves", 300.f, 2);
      flow.next();
      draw_losses(parts);
      flow.next();
      draw_weights(parts);
    }
    draw_images(parts);
    ui::paragraph_in_room(summary(snapshot, hand.language), summary(longest_to_tell(), hand.language));
    draw_trial(parts);
  }

  std::string describe(Language language) override {
    const std::string found = verdict(snapshot, settings, language);
    return name_of(settings.technique).in(language) + ". " + summary(snapshot, language) +
           (found.empty() ? "" : " " + found);
  }
};

namespace {
const demo::RegisterView<RegularizationView> registered("regularization");
}  // namespace

}  // namespace madang::demos::regularization
