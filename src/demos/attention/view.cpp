#include "demo/view.h"

#include "demos/attention/view_picture.h"
#include "ui/field.h"
#include "ui/frame.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::attention {

namespace {

class View final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override {
    static const demo::Head all{.choices = {"shown"}};
    return all;
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

  Labels labels_;
  Input input_;
  Focus focus_;
  Sent sent_;
  Stroke stroke_;
};

void View::draw(demo::Hand& hand) {
  Picture picture{hand, settings, snapshot, labels_, sent_, stroke_, focus_, {}};
  if (settings.weights == Source::learned)
    draw_question(picture);
  else
    input_.draw(picture);
  if (settings.page == Page::overview || settings.page == Page::matrices) draw_mask(picture);
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
      draw_stages(picture);
      draw_cell(picture);
      return draw_matrices(picture);
    case Page::checks:
      return draw_checks(picture);
    case Page::devices:
      return draw_devices(picture);
  }
}

void View::draw_overview(Picture& picture) {
  draw_stages(picture);
  const bool walking = snapshot.stage != Stage::whole;
  if (walking) {
    draw_stage_matrices(picture);
    draw_cell(picture);
  }
  if (ui::narrow()) {
    draw_lines(picture, 0.f);
    if (snapshot.learning.active) draw_learning(picture);
    draw_heads(picture);
  } else if (ImGui::BeginTable("overview", 2, ImGuiTableFlags_SizingStretchProp)) {
    ImGui::TableSetupColumn("lines", 0, 0.36f);
    ImGui::TableSetupColumn("heads", 0, 0.64f);
    ImGui::TableNextColumn();
    draw_lines(picture, 0.f);
    ImGui::TableNextColumn();
    if (snapshot.learning.active) draw_learning(picture);
    draw_heads(picture);
    ImGui::EndTable();
  }
  if (!walking) draw_cell(picture);
  if (snapshot.learning.active) draw_learning_settings(picture);
}

const demo::RegisterView<View> registered("attention");

}  // namespace

}  // namespace madang::demos::attention
