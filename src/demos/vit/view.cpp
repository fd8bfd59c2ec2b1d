#include "demo/view.h"

#include "demos/vit/view_parts.h"
#include "io/refused.h"
#include "io/sketch.h"

namespace madang::demos::vit {

namespace {

const demo::Head& the_head() {
  static const demo::Head all{
      .scenes =
          {{.name = {"이미지 200장", "200 images"},
            .story =
                {"ViT는 200장을 모두 외우지만 테스트 이미지는 절반쯤 틀린다. CNN은 넷 가운데 셋을 맞힌다.",
                 "The ViT memorises its 200 images, yet misreads about half of the test images. The CNN "
                 "reads "
                 "three in four."},
            .state = "network=vit&images=few&positions=1",
            .start = "page=needs&patch=large&learning_rate=0.003&cnn_rate=0.003"},
           {.name = {"이미지 12,000장", "12,000 images"},
            .story =
                {"200장일 때보다 차이가 작다. ViT는 이웃과 자리를 데이터에서 배운다. 그래도 CNN이 앞선다.",
                 "The gap is smaller than with 200: a ViT learns from it what is near and where. The CNN "
                 "stays "
                 "ahead."},
            .state = "network=vit&images=all&positions=1",
            .start = "patch=large&learning_rate=0.003&cnn_rate=0.003"},
           {.name = {"200장에 합성곱을", "200, with convolutions"},
            .story = {"이미지는 그대로 200장이다. 합성곱으로 토큰을 만들면 훨씬 많이 맞힌다.",
                      "Still 200 images: with tokens made by convolutions, far more is read right."},
            .state = "network=hybrid&images=few",
            .start = "page=needs&learning_rate=0.01&cnn_rate=0.003"},
           {.name = {"옮긴 창", "Shifted windows"},
            .story =
                {"창 안의 패치만 서로 본다. 둘째 블록은 창을 옮겨 이웃한 창을 잇는다.",
                 "Patches see each other within a window only; the second block shifts the windows, which "
                 "connects neighbours."},
            .state = "network=window&patch=small&images=all",
            .start = "page=look&layer=2&query=20&key=43&learning_rate=0.003&cnn_rate=0.003"},
           {.name = {"한계: 위치 없이", "Limit: no positions"},
            .story =
                {"위치 임베딩이 없으면 ViT에게 이미지는 패치가 든 주머니이다. 섞어도 답이 같다.",
                 "Without position embeddings an image is a bag of patches to a ViT: mixing them changes "
                 "nothing."},
            .state = "network=vit&positions=0",
            .start = "page=places&patch=large&images=all&learning_rate=0.003&cnn_rate=0.003"}},
      .choices = {"page"},
      .otherwise = {"신경망과 이미지 수를 바꾸어 무엇이 데이터를 대신하는지 보자.",
                    "Change the network and the number of images, and see what can stand in for data."}};
  return all;
}

}  // namespace

class VitView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  std::string what_to_see(Language language) const override {
    return vit::what_to_see(snapshot, settings, language);
  }
  /// A five drawn by hand, with attention that has begun to find its places.
  std::string opening() const override { return std::string("step=120&drawing=") + drawn_example; }
  std::string compared_setting() const override { return "images"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    take_drawing();
    switch (settings.page) {
      case Page::look:
        draw_look(parts, pad_);
        break;
      case Page::places:
        draw_places(parts, held_);
        break;
      case Page::needs:
        draw_needs(parts);
        break;
    }
    drawing_ = settings.drawing;
  }

  std::string describe(Language language) override { return vit::describe(snapshot, settings, language); }

 private:
  /// The pad follows the setting where a link, undo or the page's other half has changed it.
  void take_drawing() {
    if (!pad_.empty() && settings.drawing == drawing_) return;
    drawing_ = settings.drawing;
    try {
      pad_ = io::read_sketch(drawing_, side, side);
    } catch (const io::Refused&) {  // the experiment says why
      pad_ = {side, side, std::vector<float>(side * side)};
    }
  }

  Matrix pad_;
  int held_ = -1;        ///< a patch that waits to be swapped
  std::string drawing_;  ///< what the pad shows
};

namespace {
const demo::RegisterView<VitView> registered("vit");
}  // namespace

}  // namespace madang::demos::vit
