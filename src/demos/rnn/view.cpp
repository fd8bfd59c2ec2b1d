#include "demo/view.h"

#include "demos/rnn/view_parts.h"

namespace madang::demos::rnn {

class RecurrentView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language language) const override { return head_in(language, settings.page); }
  /// A short adding problem just before the first cell solves it.
  std::string opening() const override { return "task=adding&length=30&step=60"; }
  std::string compared_setting() const override { return "gate_bias"; }
  std::string what_to_see(Language language) const override {
    return rnn::what_to_see(snapshot, settings, language);
  }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    draw_page(parts);
    if (settings.task == Task::text && settings.source == Source::own) own_.draw(parts);
  }

  bool take_file(demo::Hand& hand, const std::string& text) override {
    OwnText::take(hand, settings, text);
    return true;
  }

  std::string describe(Language language) override { return rnn::describe(snapshot, settings, language); }

 private:
  void draw_page(const Parts& parts) {
    switch (settings.page) {
      case Page::distance:
        return draw_distance(parts);
      case Page::gates:
        return draw_gates(parts);
      case Page::answers:
        return draw_answers(parts);
    }
  }

  OwnText own_;
};

namespace {
const demo::RegisterView<RecurrentView> registered("rnn");
}  // namespace

}  // namespace madang::demos::rnn
