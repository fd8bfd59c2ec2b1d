#include <algorithm>

#include "demos/dropout/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/text.h"

namespace madang::demos::dropout {

namespace {

/// Behind a sign: −0.04 in brackets.
std::string operand(float value) { return ui::behind_sign(ui::fixed_text(value)); }

/// The weights of a unit of the first layer, as an image; the room stays where there is none.
void draw_incoming(const Parts& parts, const std::vector<float>& weights, bool small) {
  constexpr float pixel = 3.f;
  const ui::Room room(small ? 60.f : side * pixel + 4.f);
  if (weights.empty()) return;
  const ui::GridImage image = {.image = {side, side, 1, weights}};
  ui::image_grid("incoming", {&image, 1},
                 {.name = parts.say("픽셀마다의 가중치", "Weight of each pixel"),
                  .colours = ui::ColourMap::diverging,
                  .most_pixel = pixel});
}

/// The chosen unit: Σ w x + b → ReLU → mask.
void draw_unit(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const auto layer = static_cast<std::size_t>(std::min(parts.settings.layer, hidden_layers) - 1);
  if (s.masks.size() <= layer) return;
  const int unit = std::min(parts.settings.unit, units_of(parts.settings)) - 1;
  std::vector<ui::Term> terms;
  for (std::size_t i = 0; i < s.sum.inputs.size(); ++i)
    terms.push_back(
        {.text = (i > 0 ? "+ " : "") + ui::fixed_text(s.sum.inputs[i]) + "·" + operand(s.sum.weights[i]),
         .note = i == 0 ? "x·w" : ""});
  terms.push_back({.text = "+ " + operand(s.sum.rest), .note = parts.say("나머지", "the rest")});
  terms.push_back({.text = "+ " + operand(s.sum.bias), .note = "b"});
  terms.push_back({.text = "= " + ui::fixed_text(s.sum.z), .strong = true, .note = "z"});
  const float h = std::max(0.f, s.sum.z);
  terms.push_back({.text = "→  " + ui::fixed_text(h), .note = "ReLU(z)"});
  add_mask_terms(parts, h, s.masks[layer].mask.values[static_cast<std::size_t>(unit)], terms);
  const bool small = ui::narrow();
  ui::Flow flow("unit", 300.f, 2);
  flow.next();
  {
    ui::Flow head("head", 96.f, 2);
    head.next();
    draw_incoming(parts, s.sum.incoming, small);
    head.next();
    ui::paragraph(
        ui::filled(parts, {"은닉층 {0}의 유닛 {1}", "Hidden layer {0}, unit {1}"}, layer + 1, unit + 1));
    if (!s.sum.incoming.empty()) ui::caption(parts.say("픽셀마다의 가중치", "Weight of each pixel"));
  }
  flow.next();
  const ui::Room room(small ? 110.f : 120.f);
  ui::arithmetic("unit", terms);
}

std::string costs(const Parts& parts) {
  const double units = units_of(parts.settings);
  const double adds = pixels * units + units * units + units * classes;
  return ui::filled(
      parts,
      {"파라미터 {0}개, 이미지 하나에 곱셈·덧셈 {1}번. 드롭아웃은 파라미터를 더하지 않고, 평가할 때에는 "
       "계산도 더하지 않는다.",
       "{0} parameters, {1} multiply-adds per image. Dropout adds no parameters, and in evaluation no "
       "computation."},
      ui::count_text(static_cast<double>(parts.snapshot.parameters.front())), ui::count_text(adds));
}

}  // namespace

void draw_training(const Parts& parts, Matrix& pad) {
  const Snapshot& s = parts.snapshot;
  const bool small = ui::narrow();
  {
    ui::Flow flow("top", 300.f, 2);
    flow.next();
    draw_layers(parts, false, small);
    flow.next();
    draw_curves(parts, small);
  }
  {
    ui::Flow flow("digit", 300.f, 2);
    flow.next();
    draw_input(parts, pad);
    flow.next();
    draw_answers(parts, {{parts.say("이번 마스크", "this mask"), &s.thin_chances},
                         {parts.say("드롭아웃", "dropout"), &s.nets.back().chances},
                         {parts.say("없음", "none"), &s.nets.front().chances}});
    ui::caption(parts.say(
        "‘이번 마스크’는 위에서 빗금 친 유닛을 끈 성긴 신경망, ‘드롭아웃’은 같은 신경망을 모두 켠 것이다.",
        "“This mask”: the thin network above, without the crossed units. “Dropout”: the same with all on."));
  }
  draw_unit(parts);
  ui::proof(parts.hand, "masks",
            {.value = s.identity,
             .limit = 1e-5f,
             .told = ui::filled(parts,
                                {"그림의 값 × 마스크와 신경망이 실제로 계산한 값의 차이: {0}.",
                                 "Value times mask as drawn, against what the network computed: {0}."},
                                s.identity)});
  ui::caption(costs(parts));
  draw_trial(parts);
}

}  // namespace madang::demos::dropout
