#include "demo/view.h"

#include <imgui.h>

#include "demos/convolution/view_parts.h"
#include "io/photo.h"
#include "ui/field.h"
#include "ui/text.h"

namespace madang::demos::convolution {

/// The settings that the pages differ in are drawn anew two frames before the snapshot follows.
bool Parts::current() const {
  const Geometry g = settings.geometry();
  return snapshot.channels == settings.channel_count() && !snapshot.kernel.empty() &&
         snapshot.kernel.front().rows == g.size && snapshot.map.rows == g.outputs();
}

class ConvolutionView final : public demo::View<Settings, Snapshot> {
 public:
  double natural_speed() const override { return settings.page == Page::learning ? 60 : 15; }
  std::string compared_setting() const override {
    return settings.page == Page::learning ? "picture" : "kernel";
  }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    ui::choice(parts, &Settings::page);
    draw_source(parts);
    if (settings.page != Page::learning) ui::field(parts, &Settings::filter);
    if (!parts.current()) return;
    switch (settings.page) {
      case Page::window:
        return draw_window(parts, input_, hovered_);
      case Page::pooling:
        return draw_pooling(parts, input_);
      case Page::shift:
        return draw_shift(parts, input_);
      case Page::learning:
        return draw_learning(parts, input_);
    }
  }

  bool take_photo(demo::Hand& /*hand*/, const io::Photo& photo) override {
    settings.photo = io::write_photo(io::centre_square(photo, side));
    settings.source = Source::photo;
    return true;
  }

  std::string describe(Language language) override {
    return convolution::describe(snapshot, settings, language);
  }

 private:
  InputPart input_;
  ui::Cell hovered_;
};

namespace {
const demo::RegisterView<ConvolutionView> registered("convolution");
}  // namespace

}  // namespace madang::demos::convolution
