#include "demo/view.h"

#include "demos/detection/view_parts.h"

namespace madang::demos::detection {

namespace {

const demo::Head& the_head() {
  static const demo::Head all{
      .scenes =
          {{.name = {"억제 없이", "Without NMS"},
            .story =
                {"물체 하나를 여러 칸이 저마다 예측한다. 첫 상자만 맞고 나머지는 틀린 답이다.",
                 "Several cells report the same object. Only the first box is right; the others are wrong."},
            .state = "nms=0&grid=fine",
            .start = "page=scene&threshold=0.2&example=8&heads=yolo&objects="},
           {.name = {"NMS", "NMS"},
            .story = {"점수가 가장 높은 상자를 남기고, 많이 겹치는 같은 클래스 상자를 버린다.",
                      "The box with the highest score stays; others of its class that overlap it much are "
                      "dropped."},
            .state = "nms=1&grid=fine",
            .start = "page=scene&threshold=0.2&example=8&heads=yolo&objects=&kept=0"},
           {.name = {"한계: 한 칸에 둘", "Limit: two in a cell"},
            .story = {"두 물체의 중심이 한 칸에 들었다. 칸은 하나만 예측한다. 끌어서 떼어 놓아 보자.",
                      "Two objects have their centres in one cell, which reports only one. Drag them apart."},
            .state = "grid=middle&nms=1"
                     "&objects=0.0.23.30.43.50_1.3.37.30.57.50_2.2.60.60.88.88",
            .start = "page=scene&threshold=0.2&heads=yolo&row=3&column=3&tool=move"},
           {.name = {"질의", "Queries"},
            .story =
                {"격자도 NMS도 없이, 질의 8개가 물체와 일대일로 짝지어 배운다. 훨씬 오래 걸린다.",
                 "No grid, no NMS: eight queries, matched one to one with objects. It takes far longer."},
            .state = "heads=both&page=queries",
            .start = "grid=middle&threshold=0.5&objects="}},
      .choices = {"page"},
      .otherwise = {"재생하면 상자가 물체에 맞아 간다. 물체를 끌어 옮겨 보자.",
                    "Press Play and watch the boxes settle on the objects. Drag an object."}};
  return all;
}

}  // namespace

class DetectionView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  std::string what_to_see(Language language) const override {
    return detection::what_to_see(snapshot, settings, language);
  }
  /// Boxes that have begun to find their objects, some of them twice.
  std::string opening() const override { return "step=100&example=3&threshold=0.1"; }
  std::string compared_setting() const override { return "grid"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    switch (settings.page) {
      case Page::scene:
        return draw_scene_page(parts, hold_);
      case Page::score:
        return draw_score_page(parts);
      case Page::queries:
        return draw_queries_page(parts);
    }
  }

  std::string describe(Language language) override {
    return detection::describe(snapshot, settings, language);
  }

 private:
  Hold hold_;
};

namespace {
const demo::RegisterView<DetectionView> registered("detection");
}  // namespace

}  // namespace madang::demos::detection
