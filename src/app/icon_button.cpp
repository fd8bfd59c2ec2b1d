#include "app/icon_button.h"

#include <imgui.h>

#include <array>
#include <cmath>
#include <numbers>

#include "ui/access.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::app {

namespace {

constexpr float icon_room = 16.f;
constexpr float gap = 7.f;
constexpr float padding = 11.f;
constexpr float line = 1.8f;

/// Draws into a square of two times `r` around `c`.
class Pen {
 public:
  Pen(ImVec2 centre, float radius, ImU32 colour) : c_(centre), r_(radius), colour_(colour) {}

  void draw(Icon icon) const {
    switch (icon) {
      case Icon::play:
        return triangle(-0.6f, 0.95f);
      case Icon::pause:
        bar(-0.75f, -0.2f);
        return bar(0.2f, 0.75f);
      case Icon::step:
        triangle(-0.85f, 0.45f);
        return bar(0.5f, 0.85f);
      case Icon::reset:
        return turn(-0.35f);
      case Icon::next_seed:
        return dice();
      case Icon::share:
        return share();
      case Icon::save:
        return save();
      case Icon::undo:
        return undo();
      case Icon::settings:
        return sliders();
      case Icon::more:
        for (const float x : {-0.65f, 0.f, 0.65f}) list().AddCircleFilled(at({x, 0.f}), r_ * 0.2f, colour_);
        return;
      case Icon::close:
        stroke({-0.6f, -0.6f}, {0.6f, 0.6f});
        return stroke({0.6f, -0.6f}, {-0.6f, 0.6f});
    }
  }

 private:
  ImVec2 at(ImVec2 p) const { return {c_.x + p.x * r_, c_.y + p.y * r_}; }
  ImDrawList& list() const { return *ImGui::GetWindowDrawList(); }
  void triangle(float left, float right) const {
    list().AddTriangleFilled(at({left, -0.85f}), at({right, 0.f}), at({left, 0.85f}), colour_);
  }
  void bar(float left, float right) const {
    list().AddRectFilled(at({left, -0.8f}), at({right, 0.8f}), colour_, 1.f);
  }
  void stroke(ImVec2 from, ImVec2 to) const { list().AddLine(at(from), at(to), colour_, line); }
  void turn(float start) const {
    constexpr float pi = std::numbers::pi_v<float>;
    const float from = start * pi, to = from + 1.55f * pi;
    list().PathArcTo(c_, r_ * 0.75f, from, to, 24);
    list().PathStroke(colour_, 0, line);
    const ImVec2 tip{0.75f * std::cos(from), 0.75f * std::sin(from)};
    list().AddTriangleFilled(at({tip.x - 0.6f, tip.y + 0.05f}), at({tip.x + 0.25f, tip.y + 0.3f}),
                             at({tip.x + 0.2f, tip.y - 0.6f}), colour_);
  }
  void dice() const {
    list().AddRect(at({-0.85f, -0.85f}), at({0.85f, 0.85f}), colour_, 3.f, 0, line);
    for (const float x : {-0.38f, 0.38f})
      for (const float y : {-0.38f, 0.38f}) list().AddCircleFilled(at({x, y}), 1.4f, colour_);
  }
  void share() const {
    const std::array<ImVec2, 3> knots = {{{-0.6f, 0.f}, {0.6f, -0.65f}, {0.6f, 0.65f}}};
    stroke(knots[0], knots[1]);
    stroke(knots[0], knots[2]);
    for (const auto knot : knots) list().AddCircleFilled(at(knot), r_ * 0.28f, colour_);
  }
  /// An arrow into a tray.
  void save() const {
    stroke({0.f, -0.9f}, {0.f, 0.2f});
    list().AddTriangleFilled(at({-0.5f, -0.1f}), at({0.5f, -0.1f}), at({0.f, 0.5f}), colour_);
    const ImVec2 tray[] = {at({-0.85f, 0.35f}), at({-0.85f, 0.85f}), at({0.85f, 0.85f}), at({0.85f, 0.35f})};
    list().AddPolyline(tray, 4, colour_, 0, line);
  }
  /// An arrow that turns back to the left.
  void undo() const {
    constexpr float pi = std::numbers::pi_v<float>;
    list().PathLineTo(at({-0.5f, -0.35f}));
    list().PathArcTo(at({0.2f, 0.2f}), r_ * 0.55f, -0.5f * pi, 0.5f * pi, 16);
    list().PathLineTo(at({-0.35f, 0.75f}));
    list().PathStroke(colour_, 0, line);
    list().AddTriangleFilled(at({-0.95f, -0.35f}), at({-0.35f, -0.85f}), at({-0.35f, 0.15f}), colour_);
  }
  void sliders() const {
    constexpr std::array<ImVec2, 3> knobs = {{{0.35f, -0.6f}, {-0.35f, 0.f}, {0.2f, 0.6f}}};
    for (const auto knob : knobs) {
      stroke({-0.9f, knob.y}, {0.9f, knob.y});
      list().AddCircleFilled(at(knob), r_ * 0.28f, colour_);
    }
  }

  ImVec2 c_;
  float r_;
  ImU32 colour_;
};

ImU32 ground_of(const IconButton& button, const ui::Theme& theme) {
  const bool pointed = button.enabled && ImGui::IsItemHovered();
  if (button.primary) return pointed ? ui::mixed(theme.accent, theme.text, 0.15f) : theme.accent;
  if (button.on) return ui::mixed(theme.control, theme.accent, 0.35f);
  return pointed ? theme.control_hovered : theme.control;
}

}  // namespace

float width_of(const IconButton& button) {
  const float text = button.labelled ? gap + ui::text_width(button.name, ui::body_size) : 0.f;
  return 2 * padding + icon_room + text;
}

bool icon_button(const IconButton& button) {
  const auto& theme = ui::theme();
  const float height = ImGui::GetFrameHeight();
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = width_of(button);
  ImGui::BeginDisabled(!button.enabled);
  bool pressed = ImGui::InvisibleButton(button.id, {width, height});
  ImGui::EndDisabled();
  if (ui::offer({.name = button.name, .on = button.on, .disabled = !button.enabled})) pressed = true;
  ui::tooltip(button.hint);
  auto& list = *ImGui::GetWindowDrawList();
  ImU32 ink = button.primary ? theme.on_accent : theme.text;
  ImU32 ground = ground_of(button, theme);
  if (!button.enabled) {
    ink = ui::faded(theme.text, 0.4f);
    ground = theme.control;
  }
  list.AddRectFilled(low, {low.x + width, low.y + height}, ground, ImGui::GetStyle().FrameRounding);
  Pen({low.x + padding + icon_room / 2, low.y + height / 2}, icon_room / 2 - 1, ink).draw(button.icon);
  if (button.labelled)
    ui::draw_text(list, {low.x + padding + icon_room + gap, low.y + (height - ui::body_size) / 2}, ink,
                  button.name, ui::body_size);
  return pressed;
}

}  // namespace madang::app
