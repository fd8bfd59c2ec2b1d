#include "demo/view.h"

#include "demos/prenorm/view_parts.h"
#include "ui/curve_plot.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::prenorm {

namespace {

const demo::Head& the_head() {
  static const demo::Head all{
      .scenes =
          {{.name = {"실패: 깊은 post-norm", "Failure: deep post-norm"},
            .story = {"12블록, η = 0.003. Post-norm은 글자 빈도에서 멈추고, 워밍업을 하면 늦게나마 배운다.",
                      "12 blocks, η = 0.003: post-norm stops at the letter frequencies. With warm-up it "
                      "does learn, though late."},
            .state = "depth=12&learning_rate=0.003&warm_up=200&after=hold"},
           {.name = {"낮은 학습률로 고치기", "Cured by a low rate"},
            .story = {"같은 12블록, η = 0.001. 워밍업 없이도 post-norm이 배운다. 다만 더디다.",
                      "The same 12 blocks at η = 0.001: post-norm learns without warm-up, too, but slowly."},
            .state = "depth=12&learning_rate=0.001&warm_up=200&after=hold"},
           {.name = {"얕으면 같다", "Shallow: no difference"},
            .story = {"2블록에서는 η = 0.01에서도 post-norm이 pre-norm만큼 잘 배운다. 워밍업은 늦출 뿐이다.",
                      "With 2 blocks post-norm learns as well as pre-norm, even at η = 0.01; warm-up only "
                      "delays."},
            .state = "depth=2&learning_rate=0.01&warm_up=200&after=hold"},
           {.name = {"워밍업으로 고치기", "Cured by warm-up"},
            .story = {"6블록, η = 0.01. 워밍업이 있고 없고가 post-norm의 성패를 가른다.",
                      "6 blocks at η = 0.01: warm-up alone decides whether post-norm learns."},
            .state = "depth=6&learning_rate=0.01&warm_up=200&after=hold"},
           {.name = {"한계: 너무 깊다", "Limit: too deep"},
            .story = {"24블록에서는 워밍업 200번으로도 모자라다. Pre-norm만 배운다.",
                      "At 24 blocks a warm-up of 200 updates is not enough. Only pre-norm learns."},
            .state = "depth=24&learning_rate=0.003&warm_up=200&after=hold"}},
      .choices = {"page"},
      .otherwise = {"깊이와 학습률을 바꾸어 post-norm이 어디까지 견디는지 보자.",
                    "Change depth and learning rate and see how far post-norm goes."}};
  return all;
}

void draw_training(const Parts& parts) {
  {
    const float rate_height = ui::narrow() ? 150.f : 230.f;
    ui::Flow flow("curves", 300.f, 2);
    flow.next();
    ui::curve_plot(parts.hand, "loss",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("학습 손실", "training loss"),
                    .smoothing = 0.9f,
                    .y_low = 0.f,
                    .y_high = 4.f,
                    .height = 230.f});
    flow.next();
    ui::curve_plot(parts.hand, "rate",
                   {.x_label = parts.say("갱신 횟수", "updates"),
                    .y_label = parts.say("학습률", "learning rate"),
                    .y_low = 0.f,
                    .height = rate_height});
  }
  draw_next(parts);
  ui::caption(
      ui::filled(parts,
                 {"모델마다 파라미터 {0}개. 16자를 읽는 데 곱셈·덧셈 {1}번. 여기에서 처음부터 학습한다.",
                  "{0} parameters in each model; {1} multiply-adds to read 16 characters. Trained "
                  "here, from zero."},
                 ui::count_text(static_cast<double>(parts.snapshot.parameters)),
                 ui::count_text(static_cast<double>(parts.snapshot.multiply_adds))));
}

}  // namespace

class PreNormView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  std::string what_to_see(Language language) const override {
    if (settings.page == Page::layers) return about_layers(settings, snapshot, language);
    if (settings.page == Page::seeds) return about_seeds(snapshot, language);
    return verdict(settings, snapshot, language);
  }
  /// Post-norm stands at the unigram line, and pre-norm has left it.
  std::string opening() const override { return "step=60"; }
  double natural_speed() const override { return 30; }
  std::string compared_setting() const override { return "learning_rate"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    if (snapshot.arms.size() < arm_count) return;
    switch (settings.page) {
      case Page::training:
        return draw_training(parts);
      case Page::layers:
        return draw_layers(parts);
      case Page::seeds:
        return draw_seeds(parts);
    }
  }

  std::string describe(Language language) override { return losses(snapshot, language); }
};

namespace {
const demo::RegisterView<PreNormView> registered("prenorm");
}  // namespace

}  // namespace madang::demos::prenorm
