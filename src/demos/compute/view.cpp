#include "demo/view.h"

#include "demos/compute/view_parts.h"
#include "ui/controls.h"
#include "ui/text.h"

namespace madang::demos::compute {

class ComputeView final : public demo::View<Settings, Snapshot> {
 public:
  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    draw_pages(parts);
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
  void draw_pages(const Parts& parts) {
    const std::string names[] = {parts.say("속도", "Speed"), parts.say("루프라인", "Roofline"),
                                 parts.say("표", "Table"), parts.say("GPU 튜닝", "Tuning")};
    int page = static_cast<int>(settings.page);
    if (ui::segmented("page", names, page)) settings.page = static_cast<Page>(page);
  }

  void draw_progress(const Parts& parts) {
    const std::string count = std::to_string(snapshot.measurements), rounds = std::to_string(snapshot.rounds);
    ui::caption(
        snapshot.measurements == 0
            ? parts.say("재생을 누르면 지금 이 기기를 잰다.", "Press play: this very machine is measured.")
            : parts
                  .say("이 기기에서 " + count + "번 쟀다(끝난 회차: " + rounds + ").",
                       count + " measurements on this machine (rounds completed: " + rounds + ").")
                  .c_str());
  }
};

namespace {
const demo::RegisterView<ComputeView> registered("compute");
}  // namespace

}  // namespace madang::demos::compute
