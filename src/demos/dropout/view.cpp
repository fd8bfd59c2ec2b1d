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
           {"재생하면 드롭아웃이 없는 쪽의 테스트 손실이 곧 다시 오른다. 빗금: 이번에 꺼진 유닛.",
            "Press Play: without dropout the test loss soon turns upwards. Crossed out: units that are off."},
       .state = "network=dense&page=training&rate=0.5"},
      {.name = {"모든 마스크", "All masks"},
       .story = {"유닛 열 개를 켜고 끄는 1,024가지. 칸마다 그 신경망이 정답에 주는 확률이다.",
                 "Ten units on or off: 1,024 networks. Each cell: its probability of the right answer."},
       .state = "network=dense&page=ensemble&rate=0.5&deep=0"},
      {.name = {"한 층 더", "Extra layer"},
       .story = {"한계: 마스크 뒤에 은닉층이 하나 더 있으면 모두 켠 신경망의 답은 평균이 아니다.",
                 "The limit: with one more layer behind the mask, the whole network is no longer the mean."},
       .state = "network=dense&page=ensemble&rate=0.5&deep=1"},
      {.name = {"유닛 끄기", "Units off"},
       .story = {"유닛을 문질러 꺼 보자. 곡선은 어느 신경망이 먼저 무너지는지 보여 준다.",
                 "Rub over units to switch them off. The curves show which network breaks first."},
       .state = "network=dense&page=units&rate=0.5"},
      {.name = {"너무 많이", "Too much"},
       .story =
           {"한계: p = 0.9이면 열에 하나만 남아, 드롭아웃을 쓴 쪽이 배우지 못한다.",
            "The limit: at p = 0.9 one unit in ten is left, and the network with dropout hardly learns."},
       .state = "network=dense&page=training&rate=0.9"},
      {.name = {"분산 이동", "Variance"},
       .story = {"드롭아웃 바로 뒤의 배치 정규화는 평가할 때 표준편차 1이 아니라 √q 이하를 낸다.",
                 "Right behind dropout, batch norm puts out a deviation of √q or less in evaluation, not 1."},
       .state = "network=norm&rate=0.5"}};
  return all;
}

}  // namespace

class DropoutView final : public demo::View<Settings, Snapshot> {
 public:
  /// The pages of the dense network are scenes, and a choice of the panel: three lists do not fit beside the
  /// tools.
  const demo::Head& head(Language) const override {
    static const demo::Head all{.scenes = the_scenes(),
                                .choices = {"network"},
                                .otherwise = {"비율과 신경망을 바꾸어 무엇이 꺼지는지 보자.",
                                              "Change the rate and the network and see what is dropped."}};
    return all;
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
