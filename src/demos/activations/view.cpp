#include "demo/view.h"

#include "demos/activations/view_parts.h"
#include "ui/field.h"

namespace madang::demos::activations {

class ActivationsView final : public demo::View<Settings, Snapshot> {
 public:
  double natural_speed() const override { return 30; }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    draw_scenes(parts);
    draw_networks(parts);
    ui::choice(parts, &Settings::page);
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
