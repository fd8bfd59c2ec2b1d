#include "demo/view.h"

#include "demos/segmentation/view_parts.h"

namespace madang::demos::segmentation {

namespace {

const demo::Head& the_head() {
  static const demo::Head all{
      .scenes = {{.name = {"흩어진 물체", "Scattered"},
                  .story = {"픽셀마다 클래스를 말한다. 직접 칠해서 점수를 견준다.",
                            "Every pixel gets a class. Paint it yourself and compare the scores."},
                  .state = "page=scene&set=scattered"},
                 {.name = {"연결 없이", "Without skips"},
                  .story = {"건너뛰는 연결이 없으면 경계가 뭉개진다.", "Without skips the borders blur."},
                  .state = "page=skips&set=scattered"},
                 {.name = {"맞닿은 한 쌍", "Touching pair"},
                  .story = {"한 클래스의 두 물체가 닿으면 연결 요소는 하나로 본다.",
                            "Two touching objects of one class are one component."},
                  .state = "page=instances&set=touching",
                  .start = "arm=unet&row=14&column=10"},
                 {.name = {"패치 하나에 답 하나", "An answer per patch"},
                  .story = {"트랜스포머는 패치마다 답하므로 경계가 무디다.",
                            "A Transformer answers per patch: its borders are blunt."},
                  .state = "page=patches&set=scattered",
                  .start = "row=3&column=3"},
                 {.name = {"한계: 붐비는 장면", "Limit: crowded"},
                  .story = {"중심이 서로 가깝거나 가려지면 중심과 오프셋도 물체를 놓친다.",
                            "Where centres are close or hidden, the instance head loses objects too."},
                  .state = "page=instances&set=crowded",
                  .start = "arm=unet"}},
      .choices = {"page"},
      .otherwise = {"장면의 종류와 신경망을 바꾸어 무엇이 틀리는지 보자.",
                    "Change the kind of scene and the network, and see what goes wrong."}};
  return all;
}

/// A circle painted a little too small, and a piece of a triangle.
constexpr const char* painted_example =
    "0z0z0z0z0y1j0z0j1m0z0g1o0z1p0z1q0y1q0y1q0y1p0z01o0z01n0z0i1k0z0l10n3h0z0m3h0z0m3h0z0m3h0z0m3h0z0m3"
    "h0z0z0z0z0z0z0z0z0z0z0z0z0z0z0z0z0z0z0t";

}  // namespace

class SegmentationView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  std::string what_to_see(Language language) const override {
    return segmentation::what_to_see(snapshot, settings, language);
  }
  /// Objects are found, and not yet what they are; the reader's own mask has been begun.
  std::string opening() const override { return std::string("step=30&painting=") + painted_example; }
  std::string compared_setting() const override { return "dice"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    switch (settings.page) {
      case Page::scene:
        return draw_scene_page(parts, ink_);
      case Page::skips:
        return draw_skips(parts);
      case Page::instances:
        return draw_instances(parts);
      case Page::patches:
        return draw_patches(parts);
    }
  }

  std::string describe(Language language) override {
    return segmentation::describe(snapshot, settings, language);
  }

 private:
  Matrix ink_;  ///< of the stroke that is under way
};

namespace {
const demo::RegisterView<SegmentationView> registered("segmentation");
}  // namespace

}  // namespace madang::demos::segmentation
