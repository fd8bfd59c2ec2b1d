#include "demo/view.h"

#include "demos/cnn/view_parts.h"
#include "io/refused.h"
#include "io/sketch.h"

namespace madang::demos::cnn {

class CnnView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override {
    static const demo::Head all{.choices = {"page"}};
    return all;
  }
  std::string what_to_see(Language language) const override {
    return cnn::what_to_see(snapshot, settings, language);
  }
  /// A five drawn by hand that is read with little certainty: seconds of play make it sure.
  std::string opening() const override { return std::string("step=60&drawing=") + drawn_example; }
  std::string compared_setting() const override { return "network"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    take_drawing();
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

  Matrix pad_;
  std::string drawing_;  ///< what the pad shows
};

namespace {
const demo::RegisterView<CnnView> registered("cnn");
}  // namespace

}  // namespace madang::demos::cnn
