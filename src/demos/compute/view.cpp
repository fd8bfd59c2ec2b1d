#include "demo/view.h"

#include "demos/compute/view_parts.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::compute {

class ComputeView final : public demo::View<Settings, Snapshot> {
 public:
  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    ui::choice(parts, &Settings::page);
    draw_progress(parts);
    switch (settings.page) {
      case Page::speed:
        return draw_speed(parts);
      case Page::roofline:
        return draw_roofline(parts);
      case Page::table:
        return draw_table(parts);
      case Page::tuner:
        return draw_tuner(parts);
    }
  }

  std::string describe(Language language) override { return compute::describe(snapshot, settings, language); }

 private:
  void draw_progress(const Parts& parts) {
    ui::caption(
        snapshot.measurements == 0
            ? parts.say("재생을 누르면 지금 이 기기를 잰다.", "Press play: this very machine is measured.")
            : ui::filled(parts,
                         {"이 기기에서 {0}번 쟀다(끝난 회차: {1}).",
                          "{0} measurements on this machine (rounds completed: {1})."},
                         snapshot.measurements, snapshot.rounds));
  }
};

namespace {
const demo::RegisterView<ComputeView> registered("compute");
}  // namespace

}  // namespace madang::demos::compute
