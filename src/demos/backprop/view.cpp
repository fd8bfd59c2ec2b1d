#include "demo/view.h"

#include <imgui.h>

#include <string>

#include "demos/backprop/view_parts.h"
#include "ui/theme.h"

namespace madang::demos::backprop {

class BackpropView final : public demo::View<Settings, Snapshot> {
 public:
  const demo::Head& head(Language) const override {
    static const demo::Head all{.choices = {"mode", "data"}};
    return all;
  }
  std::string what_to_see(Language language) const override { return sentence(snapshot, settings, language); }
  /// XOR on its way: the boundary has begun to bend, and the product behind one gradient stands open.
  std::string opening() const override {
    return "mode=train&weight_layer=1&weight_to=1&weight_from=1&step=40";
  }
  std::string compared_setting() const override { return "optimizer"; }
  double natural_speed() const override { return settings.mode == Mode::walk ? 2 : 200; }
  void draw(demo::Hand& hand) override {
    const Parts parts{hand, settings, snapshot};
    note_phase();
    if (ui::narrow()) return draw_below_each_other(parts);
    if (!ImGui::BeginTable("parts", 2, ImGuiTableFlags_SizingStretchProp)) return;
    ImGui::TableSetupColumn("network", 0, 0.58f);
    ImGui::TableSetupColumn("plane", 0, 0.42f);
    ImGui::TableNextColumn();
    draw_left(parts);
    const bool has_room = trains() && snapshot.chain.layer == 0;  // no product stands open
    if (has_room) draw_curve(parts);
    ImGui::TableNextColumn();
    draw_right(parts);
    if (trains() && !has_room) draw_curve(parts);
    ImGui::EndTable();
  }

  bool take_file(demo::Hand& hand, const std::string& text) override {
    PlanePart::take_csv(hand, settings, text);
    return true;
  }

  std::string describe(Language language) override {
    return backprop::describe(snapshot, settings, language);
  }

 private:
  bool trains() const { return settings.mode == Mode::train; }

  void draw_left(const Parts& parts) {
    draw_network(parts, ImGui::GetTime() - phase_since_seconds_);
    draw_phase(parts);
    draw_chain(parts);
  }

  /// What changes most stands first: the plane while it trains, the network while it is walked through.
  void draw_below_each_other(const Parts& parts) {
    if (!trains()) draw_left(parts);
    draw_right(parts);
    if (!trains()) return;
    draw_curve(parts);
    draw_left(parts);
  }

  void draw_right(const Parts& parts) {
    plane_.draw(parts);
    draw_numbers(parts);
  }

  void note_phase() {
    if (snapshot.phase == phase_ && snapshot.layer == layer_) return;
    phase_ = snapshot.phase;
    layer_ = snapshot.layer;
    phase_since_seconds_ = ImGui::GetTime();
  }

  PlanePart plane_;
  Phase phase_ = Phase::ready;
  int layer_ = 0;
  double phase_since_seconds_ = 0;
};

namespace {
const demo::RegisterView<BackpropView> registered("backprop");
}  // namespace

}  // namespace madang::demos::backprop
