#include "demo/view.h"

#include "demos/convolution/view_parts.h"
#include "io/photo.h"
#include "ui/filled.h"
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
  const demo::Head& head(Language) const override {
    static const demo::Head all{.choices = {"page"}};
    return all;
  }
  std::string what_to_see(Language language) const override {
    return convolution::what_to_see(snapshot, settings, hovered_, language);
  }
  double natural_speed() const override { return 60; }
  std::string compared_setting() const override {
    return settings.page == Page::learning ? "picture" : "kernel";
  }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    if (!parts.current()) return;
    draw_page(parts);
    if (settings.source == Source::photo) draw_photo_buttons(parts);
  }

  bool take_photo(demo::Hand& /*hand*/, const io::Photo& photo) override {
    settings.photo = io::write_photo(io::centre_square(photo, side));
    settings.source = Source::photo;
    return true;
  }

  std::string describe(Language language) override {
    const ShiftPicture& shift = snapshot.shift;
    std::string text = ui::filled(
        language, {"커널 ‘{0}’의 특징 맵은 {1}×{2}이다.", "The kernel “{0}” makes a feature map of {1}×{2}."},
        demo::label_of(settings, &Settings::filter), snapshot.map.rows, snapshot.map.columns);
    if (settings.page == Page::shift && shift.kept.none >= 0)
      text += ui::filled(language,
                         {" 이동에도 그대로인 칸: 풀링 없이 {0}, 최대 풀링 {1}.",
                          " Cells kept by the shift: {0} without pooling, {1} with max pooling."},
                         ui::percent(shift.kept.none), ui::percent(shift.kept.maximum));
    if (settings.page == Page::learning)
      text += ui::filled(language, {" {0}번 갱신, 손실 {1}.", " Loss {1} after {0} updates."},
                         snapshot.learning.updates, snapshot.learning.loss);
    return text;
  }

 private:
  void draw_page(const Parts& parts) {
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

  InputPart input_;
  ui::Cell hovered_;
};

namespace {
const demo::RegisterView<ConvolutionView> registered("convolution");
}  // namespace

}  // namespace madang::demos::convolution
