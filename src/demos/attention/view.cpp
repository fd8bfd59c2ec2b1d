#include "demo/view.h"

#include "demos/attention/view_picture.h"
#include "ui/frame.h"
#include "ui/theme.h"

namespace madang::demos::attention {

namespace {

const demo::Head& the_head() {
  static const demo::Head head{
      .scenes =
          {{.name = {"학습한 어텐션", "Learned attention"}, .story = {}, .state = "weights=learned"},
           {.name = {"내 문장", "Your sentence"}, .story = {}, .state = "weights=random&attention=self"},
           {.name = {"두 문장", "Two sentences"}, .story = {}, .state = "weights=random&attention=cross"},
           {.name = {"직접 고친 가중치", "Weights by hand"}, .story = {}, .state = "weights=hand"}},
      .choices = {"shown"}};
  return head;
}

class View final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override { return the_head(); }
  /// Half learned: a head has begun to find the right token, and Play shows it getting there.
  std::string opening() const override { return "weights=learned&step=100"; }
  std::string compared_setting() const override { return "scaled"; }
  std::string what_to_see(Language language) const override {
    return attention::what_to_see(snapshot, settings, language);
  }
  void read(std::span<const std::byte> bytes) override {
    demo::View<Settings, Snapshot>::read(bytes);
    labels_ = labels_of(snapshot);
  }
  void draw(demo::Hand& hand) override;
  double natural_speed() const override { return settings.weights == Source::learned ? 60 : 1; }
  std::string describe(Language language) override {
    return attention::describe(snapshot, settings, language);
  }

 private:
  void draw_page(Picture& picture);
  void draw_overview(Picture& picture);
  void draw_beside_lines(Picture& picture);
  void draw_given(Picture& picture);

  Labels labels_;
  Input input_;
  Focus focus_;
  Sent sent_;
  Stroke stroke_;
};

void View::draw(demo::Hand& hand) {
  Picture picture{hand, settings, snapshot, labels_, sent_, stroke_, focus_, {}};
  if (settings.weights != Source::learned) Input::greet(picture);
  draw_page(picture);
  if (picture.pointed_at != focus_) {
    focus_ = picture.pointed_at;  // what belongs to it lights up in the next frame
    ui::request_frame();
  }
}

void View::draw_page(Picture& picture) {
  switch (settings.page) {
    case Page::overview:
      return draw_overview(picture);
    case Page::matrices:
      return draw_matrices(picture, [&] { draw_given(picture); });
    case Page::checks:
      return draw_checks(picture);
    case Page::devices:
      return draw_devices(picture);
  }
}

/// What the matrices are computed from, the reader's sentence or a question.
void View::draw_given(Picture& picture) {
  if (settings.weights == Source::learned)
    draw_question(picture);
  else
    input_.draw(picture);
}

void View::draw_beside_lines(Picture& picture) {
  if (!snapshot.learning.active) draw_stages(picture);
  draw_heads(picture);
  draw_mask(picture);
  draw_cell(picture);
}

void View::draw_overview(Picture& picture) {
  if (ui::narrow()) {
    draw_lines(picture, 0.f);
    draw_given(picture);
    if (snapshot.learning.active) draw_answer(picture);
    draw_beside_lines(picture);
  } else if (ImGui::BeginTable("overview", 2, ImGuiTableFlags_SizingStretchProp)) {
    ImGui::TableSetupColumn("lines", 0, 0.36f);
    ImGui::TableSetupColumn("heads", 0, 0.64f);
    ImGui::TableNextColumn();
    draw_lines(picture, 0.f);
    draw_given(picture);
    if (snapshot.learning.active) draw_answer(picture);
    ImGui::TableNextColumn();
    draw_beside_lines(picture);
    ImGui::EndTable();
  }
  if (snapshot.learning.active) draw_learning(picture);
}

const demo::RegisterView<View> registered("attention");

}  // namespace

}  // namespace madang::demos::attention
