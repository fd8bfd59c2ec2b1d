#include "demo/view.h"

#include "demos/seq2seq/view_parts.h"

namespace madang::demos::seq2seq {

class Seq2SeqView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return head_of(settings); }
  /// Attention has begun to find its field, and nobody can do two dates yet.
  std::string opening() const override { return "step=60"; }
  std::string compared_setting() const override { return "attention"; }
  std::string what_to_see(Language language) const override {
    return seq2seq::what_to_see(snapshot, settings, language);
  }

  void draw(demo::Hand& hand) override {
    const Parts parts{{hand, settings, snapshot}};
    switch (settings.page) {
      case Page::line:
        return draw_line(parts);
      case Page::length:
        return draw_length(parts);
      case Page::alignment:
        return draw_pair(parts);
    }
  }

  std::string describe(Language language) override { return seq2seq::describe(snapshot, settings, language); }
};

namespace {
const demo::RegisterView<Seq2SeqView> registered("seq2seq");
}  // namespace

}  // namespace madang::demos::seq2seq
