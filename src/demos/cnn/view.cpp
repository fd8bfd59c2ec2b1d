#include "demo/view.h"

#include "demos/cnn/view_parts.h"
#include "io/refused.h"
#include "io/sketch.h"
#include "ui/controls.h"
#include "ui/text.h"

namespace madang::demos::cnn {

class CnnView final : public demo::View<Settings, Snapshot> {
 public:
  std::string compared_setting() const override { return "network"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    if (snapshot.input.empty())
      return ui::caption(hand.say("신경망을 준비하고 있다…", "Making the network…"));
    take_drawing();
    ui::paragraph(progress(parts).c_str());
    draw_pages(parts);
    switch (settings.page) {
      case Page::layers:
        draw_layers(parts, pad_);
        draw_inside(parts);
        break;
      case Page::training:
        draw_training(parts);
        break;
      case Page::networks:
        draw_networks(parts);
        break;
      case Page::mistakes:
        draw_mistakes(parts);
        break;
    }
    drawing_ = settings.drawing;
  }

  std::string describe(Language language) override { return cnn::describe(snapshot, settings, language); }

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

  void draw_pages(const Parts& parts) {
    const std::vector<std::string> names = {parts.say("층", "Layers"), parts.say("학습", "Training"),
                                            parts.say("신경망 비교", "Networks"),
                                            parts.say("틀린 것", "Mistakes")};
    int page = static_cast<int>(settings.page);
    if (ui::segmented("page", names, page)) settings.page = static_cast<Page>(page);
  }

  Matrix pad_;
  std::string drawing_;  ///< what the pad shows
};

namespace {
const demo::RegisterView<CnnView> registered("cnn");
}  // namespace

}  // namespace madang::demos::cnn
