#include "demo/view.h"

#include "demos/positional/view_parts.h"
#include "ui/field.h"

namespace madang::demos::positional {

class PositionalView final : public demo::View<Settings, Snapshot> {
 public:
  double natural_speed() const override { return 30; }
  std::string compared_setting() const override { return "position_b"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    draw_scenes(parts);
    draw_models(parts);
    ui::choice(parts, &Settings::page);
    switch (settings.page) {
      case Page::learning:
        return draw_learning(parts);
      case Page::encoding:
        return draw_encoding(parts);
      case Page::distance:
        return draw_distance(parts);
      case Page::attention:
        return draw_attention(parts);
    }
  }

  std::string describe(Language language) override {
    return positional::describe(snapshot, settings, language);
  }
};

namespace {
const demo::RegisterView<PositionalView> registered("positional");
}  // namespace

}  // namespace madang::demos::positional
