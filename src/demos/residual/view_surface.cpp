#include <algorithm>
#include <cmath>

#include "demos/residual/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/plane_plot.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::residual {

namespace {

constexpr float levels[] = {0.25f, 0.5f, 1.f, 1.5f, 2.f, 2.5f, 3.f, 4.f};
constexpr ui::ColourRange shown_losses{0.f, 4.f};  // of both

/// Between the samples, as the picture is drawn.
float loss_between(const Matrix& losses, float alpha, float beta) {
  const auto place = [](float value, int count) {
    return std::clamp((value / surface_reach + 1) / 2, 0.f, 1.f) * static_cast<float>(count - 1);
  };
  const float x = place(alpha, losses.columns), y = place(beta, losses.rows);
  const int column = std::min(static_cast<int>(x), losses.columns - 2);
  const int row = std::min(static_cast<int>(y), losses.rows - 2);
  const float u = x - static_cast<float>(column), v = y - static_cast<float>(row);
  const auto across = [&](int r) { return (1 - u) * losses.at(r, column) + u * losses.at(r, column + 1); };
  return (1 - v) * across(row) + v * across(row + 1);
}

/// "4.1 (0.31 ‖θ‖)"
std::string distance_text(const Slice& slice, float alpha, float beta) {
  const float distance = slice.distance(alpha, beta);
  return ui::fixed_text(distance) + " (" + ui::fixed_text(distance / slice.weight_norm) + " ‖θ‖)";
}

/// Where the pointer is: loss and distance; a press stands there.
void draw_slice(const Parts& parts, Kind kind, const Slice& slice) {
  const std::string name = name_of(kind).in(parts.hand.language);
  const ui::PlanePoint points[] = {{.x = 0, .y = 0, .group = 2},
                                   {.x = parts.settings.alpha, .y = parts.settings.beta, .group = 1}};
  const ui::PlaneLimits limits{-surface_reach, surface_reach, -surface_reach, surface_reach};
  const auto result = ui::plane_plot("slice", points,
                                     {.limits = limits,
                                      .field = &slice.losses,
                                      .field_colours = ui::ColourMap::sequential,
                                      .field_range = shown_losses,
                                      .boundary = false,
                                      .levels = levels,
                                      .selected_point = 1,
                                      .x_label = "α",
                                      .y_label = "β",
                                      .name = name});
  const std::string middle = ui::fixed_text(loss_between(slice.losses, 0, 0));
  ui::small_line(ui::narrow() ? ui::filled(parts, {"{0}: 가운데 {1}", "{0}: middle {1}"}, name, middle)
                              : ui::filled(parts, {"{0}: 가운데의 손실 {1}", "{0}: loss {1} in the middle"},
                                           name, middle),
                 ui::theme().text);
  if (result.hovered) {
    const auto [x, y] = *result.hovered;
    ui::hover_text(
        {{name},
         {ui::filled(parts, {"손실 {0}", "loss {0}"}, ui::fixed_text(loss_between(slice.losses, x, y)))},
         {ui::filled(parts, {"거리 {0}", "distance {0}"}, distance_text(slice, x, y))}});
  }
  if (result.clicked) {
    parts.settings.alpha = std::round(result.clicked->x * 100) / 100;
    parts.settings.beta = std::round(result.clicked->y * 100) / 100;
  }
}

/// The loss where the reader stands, computed there, with how far that is.
void draw_place(const Parts& parts, Kind kind, const Slice& slice) {
  const float alpha = parts.settings.alpha, beta = parts.settings.beta;
  const ui::Term terms[] = {
      {.text = "L(θ", .note = name_of(kind).in(parts.hand.language)},
      {.text = "+ " + ui::behind_sign(ui::fixed_text(alpha)) + " δ", .note = "α"},
      {.text = "+ " + ui::behind_sign(ui::fixed_text(beta)) + " η)", .note = "β"},
      {.text = "= " + ui::fixed_text(slice.here),
       .strong = true,
       .note = parts.say("손실", "loss"),
       .room = 64.f},
      {.text = ui::fixed_text(slice.distance(alpha, beta)), .note = "‖αδ + βη‖", .room = 72.f},
      {.text = "/ " + ui::fixed_text(slice.weight_norm), .note = "‖θ‖"},
      {.text = "= " + ui::fixed_text(slice.distance(alpha, beta) / slice.weight_norm),
       .note = parts.say("거리의 비율", "relative distance")}};
  ui::arithmetic(kind == Kind::plain ? "plain" : "residual", terms);
}

void draw_offer(const Parts& parts) {
  const Surface& surface = parts.snapshot.surface;
  const bool busy = surface.share < 1;
  const bool is_fine = surface.plain.losses.rows == surface_samples;
  const ui::Room room(ui::lines_height(ui::narrow() ? 5 : 3));
  if (busy && ui::button(parts.say("그만두기", "Stop")))
    act(parts, "stop");
  else if (!busy && !(is_fine && surface.updates == parts.snapshot.step) &&
           ui::button(parts.say("더 촘촘히 재기", "Measure more finely")))
    act(parts, "surface");
  ui::caption(busy ? ui::filled(parts,
                                {"재생하면 이어서 잰다: {0}. 학습은 그동안 쉰다.",
                                 "Play goes on measuring: {0}. Learning rests meanwhile."},
                                ui::percent(surface.share))
                   : ui::filled(parts,
                                {"{0}×{0}점, 신경망마다 같은 시드의 두 방향. 촘촘히 재는 동안 학습은 쉰다.",
                                 "{0}×{0} points, two directions of one seed for each network. Learning "
                                 "rests while it is measured more finely."},
                                surface.plain.losses.rows));
}

}  // namespace

void draw_surface(const Parts& parts) {
  const Surface& surface = parts.snapshot.surface;
  if (surface.empty()) return;
  {
    ui::Flow flow("slices", 120.f, 2);  // beside each other on a phone as well
    flow.next();
    draw_slice(parts, Kind::plain, surface.plain);
    flow.next();
    draw_slice(parts, Kind::residual, surface.residual);
  }
  ui::caption(parts.say(
      "색과 등고선(0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4)의 자는 둘이 같다. 가운데(세모)가 지금의 가중치 θ이다. "
      "곡면을 가리키면 손실과 거리가 나오고, 누르면 그 자리에 선다(네모).",
      "Colours and contour lines (0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4) are on one scale. The middle, a triangle, "
      "is the weights θ as they are. Point for loss and distance; press to stand there (square)."));
  {
    const ui::Room room(ui::narrow() ? 190.f : 100.f);
    draw_place(parts, Kind::plain, surface.plain);
    draw_place(parts, Kind::residual, surface.residual);
  }
  draw_offer(parts);
}

}  // namespace madang::demos::residual
