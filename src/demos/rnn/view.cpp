#include "demo/view.h"

#include "demos/rnn/view_parts.h"
#include "ui/field.h"

namespace madang::demos::rnn {

class RecurrentView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language language) const override { return head_in(language); }
  std::string compared_setting() const override { return "cell"; }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    draw_tasks(parts, own_);
    draw_scores(parts);
    switch (settings.page) {
      case Page::distance:
        return draw_distance(parts);
      case Page::gates:
        return draw_gates(parts);
      case Page::answers:
        return draw_answers(parts);
    }
  }

  bool take_file(demo::Hand& hand, const std::string& text) override {
    OwnText::take(hand, settings, text);
    return true;
  }

  std::string describe(Language language) override { return rnn::describe(snapshot, settings, language); }

 private:
  OwnText own_;
};

namespace {
const demo::RegisterView<RecurrentView> registered("rnn");
}  // namespace

}  // namespace madang::demos::rnn
