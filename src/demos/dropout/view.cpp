#include "demo/view.h"

#include "demos/dropout/view_parts.h"
#include "io/refused.h"
#include "io/sketch.h"

namespace madang::demos::dropout {

namespace {

const std::vector<demo::Scene>& the_scenes() {
  static const std::vector<demo::Scene> all = {
      {.name = {"과적합", "Overfitting"},
       .story =
           {"재생해 보자. 드롭아웃이 없으면 테스트 손실이 곧 다시 오르고, 있으면 낮은 곳에 더 오래 머문다. "
            "빗금은 이번 갱신에서 꺼진 유닛이다.",
            "Press Play. Without dropout the test loss soon turns upwards; with it, it stays low for "
            "longer. Crossed out: units that are off in this update."},
       .state = "network=dense&page=training&rate=0.5"},
      {.name = {"마스크 1,024개", "1,024 masks"},
       .story =
           {"유닛 열 개를 끄고 켜는 방법은 1,024가지이다. 칸마다 그 마스크를 쓴 신경망이 정답에 준 확률이다.",
            "Ten units can be on or off in 1,024 ways. Each cell is one such network: the probability "
            "that it gives to the right answer."},
       .state = "network=dense&page=ensemble&rate=0.5&deep=0"},
      {.name = {"한계: 한 층 더", "Limit: a layer more"},
       .story = {"마스크 뒤에 은닉층이 하나 더 있으면 전체 신경망의 답은 더 이상 평균이 아니다.",
                 "With one more hidden layer behind the mask, the whole network is no longer their mean."},
       .state = "network=dense&page=ensemble&rate=0.5&deep=1"},
      {.name = {"한계: 너무 많이", "Limit: too much"},
       .story =
           {"p = 0.9이면 열에 하나만 남는다. 이번에는 드롭아웃을 쓴 쪽이 제대로 배우지 못한다.",
            "At p = 0.9 one unit in ten is left. Now it is the network with dropout that hardly learns."},
       .state = "network=dense&page=training&rate=0.9"},
      {.name = {"분산 이동", "Variance shift"},
       .story = {"드롭아웃 바로 뒤의 배치 정규화는 평가할 때 표준편차 1이 아니라 약 √q를 낸다.",
                 "Batch norm right behind dropout puts out a standard deviation of about √q in evaluation, "
                 "not 1."},
       .state = "network=norm&rate=0.5"}};
  return all;
}

}  // namespace

class DropoutView final : public demo::View<Settings, Snapshot> {
 public:
  /// Only the dense network has pages.
  const demo::Head& head(Language) const override {
    static const Text otherwise{"비율과 신경망을 바꾸어 무엇이 꺼지는지 보자.",
                                "Change the rate and the network and see what is dropped."};
    static const demo::Head paged{
        .scenes = the_scenes(), .choices = {"network", "page"}, .otherwise = otherwise};
    static const demo::Head plain{.scenes = the_scenes(), .choices = {"network"}, .otherwise = otherwise};
    return settings.kind == Kind::dense ? paged : plain;
  }
  std::string what_to_see(Language language) const override {
    return snapshot.step > 0 ? sentence(settings, snapshot, language) : std::string();
  }
  /// The network without dropout overfits already, and the other has overtaken it.
  std::string opening() const override { return "step=200"; }
  double natural_speed() const override { return 30; }
  std::string compared_setting() const override { return "rate"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    take_drawing();
    if (settings.kind == Kind::norm)
      draw_norm(parts);
    else if (settings.kind != Kind::dense)
      draw_masked(parts, pad_);
    else if (settings.page == Page::ensemble)
      draw_ensemble(parts, pad_);
    else if (settings.page == Page::units)
      draw_units(parts, pad_);
    else
      draw_training(parts, pad_);
    drawing_ = settings.drawing;
  }

  std::string describe(Language language) override { return summary(settings, snapshot, language); }

 private:
  /// The pad follows the setting where a link, undo or the timeline has changed it.
  void take_drawing() {
    if (!pad_.empty() && settings.drawing == drawing_) return;
    drawing_ = settings.drawing;
    try {
      pad_ = io::read_sketch(drawing_, side, side);
    } catch (const io::Refused&) {  // the experiment says why
      pad_ = {side, side, std::vector<float>(pixels)};
    }
  }

  Matrix pad_;
  std::string drawing_;  ///< what the pad shows
};

namespace {
const demo::RegisterView<DropoutView> registered("dropout");
}  // namespace

}  // namespace madang::demos::dropout
