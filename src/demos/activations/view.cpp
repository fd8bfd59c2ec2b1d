#include "demo/view.h"

#include "demos/activations/view_parts.h"
#include "ui/head.h"

namespace madang::demos::activations {

namespace {

/// A failure and its cure, as settings: one press sets them all.
const demo::Head& the_head() {
  static const demo::Head all{
      .scenes =
          {{{"기울기 소실", "Vanishing"},
            {"시그모이드를 20층 쌓으면 기울기가 입력 쪽까지 오지 못한다. 첫 층은 아무것도 배우지 못한다.",
             "Through 20 layers of sigmoid no gradient reaches layer 1, which learns nothing."},
            "activation=sigmoid&init=xavier&activation_b=relu&init_b=he&depth=20&width=64&data=circles&"
            "optimizer="
            "gd",
            "learning_rate=0.02&measured=gradient"},
           {{"기울기 폭발", "Exploding"},
            {"가중치를 N(0, 1)에서 뽑으면 수가 층마다 몇 배씩 불어난다. 한 번만 갱신해도 발산한다.",
             "With weights from N(0, 1) numbers grow in every layer; the first update diverges."},
            "activation=relu&init=unit&activation_b=relu&init_b=he&depth=20&width=64&data=circles&optimizer="
            "gd",
            "learning_rate=0.03&measured=gradient"},
           {{"신호 유지", "Scale kept"},
            {"50층을 지나는 동안 ReLU의 신호는 사그라들지만 SELU는 평균 0, 분산 1로 스스로 돌아온다.",
             "Over 50 layers ReLU's signal fades; SELU returns to mean 0 and variance 1."},
            "activation=relu&init=lecun&activation_b=selu&init_b=lecun&depth=50&width=64&data=circles&"
            "optimizer="
            "gd",
            "learning_rate=0.01&measured=variance"},
           {{"죽은 ReLU", "Dead ReLU"},
            {"학습률이 크면 ReLU가 죽는다. 60번쯤 갱신한 뒤 η를 0.003으로 낮추고 A의 함수를 Leaky ReLU로 "
             "바꾸면 A만 되살아난다.",
             "A large η kills ReLUs. At update 60 set η to 0.003 and A to Leaky ReLU: A revives."},
            "init=he&activation_b=relu&init_b=he&depth=10&width=32&data=spiral&optimizer=adam",
            "activation=relu&leaky_slope=0.1&learning_rate=0.1&measured=off"}},
      .choices = {"page"},
      .otherwise = {"두 신경망은 같은 시드에서 출발하여 같은 배치로 배운다.",
                    "Both networks start from the same seed and learn from the same batches."}};
  return all;
}

}  // namespace

class ActivationsView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  double natural_speed() const override { return 15; }
  bool compares_itself() const override { return true; }
  /// The plane is half solved by B, and not at all by A.
  std::string opening() const override { return "step=40&learning_rate=0.02"; }
  /// Before anything was learned a scene says what it is about.
  std::string what_to_see(Language language) const override {
    Settings copy = settings;
    auto fields = demo::fields_of(copy);
    if (snapshot.step == 0 && ui::scene_in_force(fields, the_head().scenes)) return {};
    return activations::what_to_see(snapshot, settings, language);
  }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    switch (settings.page) {
      case Page::layers:
        return draw_layers(parts);
      case Page::inside:
        return draw_inside(parts);
      case Page::training:
        return draw_training(parts);
    }
  }

  std::string describe(Language language) override {
    return activations::describe(snapshot, settings, language);
  }
};

namespace {
const demo::RegisterView<ActivationsView> registered("activations");
}  // namespace

}  // namespace madang::demos::activations
