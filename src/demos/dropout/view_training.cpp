#include <algorithm>

#include "demos/dropout/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/text.h"

namespace madang::demos::dropout {

namespace {

/// Behind a sign: −0.04 in brackets.
std::string operand(float value) { return ui::behind_sign(ui::fixed_text(value)); }

/// value × 0 or 1 / q = what goes on.
void add_mask_terms(const Parts& parts, float value, float mask, std::vector<ui::Term>& terms) {
  const float keep = 1 - parts.settings.rate;
  terms.push_back({.text = "× " + std::string(mask == 0 ? "0" : "1"), .note = parts.say("마스크", "mask")});
  terms.push_back({.text = "/ " + ui::fixed_text(keep), .note = "q = 1 − p"});
  terms.push_back({.text = "= " + ui::fixed_text(value * mask), .strong = true});
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
  ui::paragraph(ui::filled(
      parts, {"은닉층 {0}의 유닛 {1}이 이번 갱신에서 내는 값", "Hidden layer {0}, unit {1}, in this update"},
      layer + 1, unit + 1));
  const ui::Room room(ui::narrow() ? 190.f : 100.f);
  ui::arithmetic("unit", terms);
}

std::string costs(const Parts& parts) {
  const double units = units_of(parts.settings);
  const double adds = pixels * units + units * units + units * classes;
  return ui::filled(
      parts,
      {"파라미터 {0}개, 이미지 하나에 곱셈·덧셈 {1}번. 드롭아웃은 파라미터를 더하지 않고, 학습할 때 "
       "유닛마다 난수 하나와 곱셈 하나만 든다. 평가할 때에는 아무것도 들지 않는다.",
       "{0} parameters, {1} multiply-adds for an image. Dropout adds no parameter: in training it "
       "costs a random number and a product for each unit, in evaluation nothing."},
      ui::count_text(static_cast<double>(parts.snapshot.parameters.front())), ui::count_text(adds));
}

}  // namespace

void draw_training(const Parts& parts, Matrix& pad) {
  const Snapshot& s = parts.snapshot;
  {
    ui::Flow flow("top", 300.f, 2);
    flow.next();
    draw_layers(parts, false);
    flow.next();
    draw_curves(parts);
  }
  {
    ui::Flow flow("digit", 300.f, 2);
    flow.next();
    draw_input(parts, pad);
    flow.next();
    draw_answers(parts, {{parts.say("이번 마스크", "this mask"), &s.thin_chances},
                         {parts.say("드롭아웃", "dropout"), &s.nets.back().chances},
                         {parts.say("없음", "none"), &s.nets.front().chances}});
    ui::caption(
        parts.say("‘이번 마스크’는 위의 ×를 끈 성긴 신경망, ‘드롭아웃’은 같은 신경망을 모두 켠 것이다.",
                  "“This mask”: the thin network drawn above. “Dropout”: the same network with all "
                  "units on."));
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

void draw_masked(const Parts& parts, Matrix& pad) {
  const Snapshot& s = parts.snapshot;
  const std::vector<Arm> arms = arms_of(parts.settings.kind);
  const std::size_t arm = arm_of(parts.settings);
  std::vector<std::string> names;
  for (const Arm each : arms) names.push_back(name_of(each).in(parts.hand.language));
  int index = static_cast<int>(arm);
  if (ui::segmented("arm", parts.say("들여다볼 신경망", "Network shown"), names, index))
    parts.settings.arm = index + 1;
  const Kind kind = parts.settings.kind;
  const int last = static_cast<int>(s.masks.size());
  const int picture = std::min(parts.settings.layer, std::max(1, last)) - 1;
  ui::Cell chosen{};
  {
    ui::Flow flow("top", 300.f, 2);
    flow.next();
    {
      ui::Flow maps("maps",
                    kind == Kind::rnn   ? 280.f
                    : kind == Kind::cnn ? 66.f
                                        : 130.f,
                    kind == Kind::cnn ? 4 : std::max(1, kind == Kind::rnn ? 1 : 2));
      for (int i = 0; i < last; ++i) {
        maps.next();
        const MaskPicture& own = s.masks[static_cast<std::size_t>(i)];
        const int cells = own.plain.rows * own.plain.columns;
        const int cell = std::min(parts.settings.unit, cells) - 1;
        const ui::Cell here{cell / own.plain.columns, cell % own.plain.columns};
        if (i == picture) chosen = here;
        const std::string title = kind == Kind::cnn ? ui::filled(parts, {"채널 {0}", "channel {0}"}, i + 1)
                                  : kind == Kind::rnn ? parts.say("상태 h: 행은 스텝, 열은 유닛",
                                                                  "state h: rows are steps, columns units")
                                                      : ui::filled(parts, {"헤드 {0}", "head {0}"}, i + 1);
        const ui::HeatMapResult result =
            draw_mask(("mask" + std::to_string(i)).c_str(), own,
                      {.title = title,
                       .row_axis = kind == Kind::rnn           ? parts.say("스텝", "step")
                                   : kind == Kind::transformer ? parts.say("질의", "query")
                                                               : parts.say("행", "row"),
                       .column_axis = kind == Kind::rnn           ? parts.say("유닛", "unit")
                                      : kind == Kind::transformer ? parts.say("키", "key")
                                                                  : parts.say("열", "column"),
                       .selected = i == picture ? here : ui::Cell{},
                       .values = false,
                       .square = kind != Kind::rnn,
                       .least_height = kind == Kind::rnn ? 200.f : 0.f,
                       .most_height = 260.f});
        if (result.clicked) {
          parts.settings.layer = i + 1;
          parts.settings.unit = result.clicked.row * own.plain.columns + result.clicked.column + 1;
        }
      }
    }
    flow.next();
    draw_curves(parts);
  }
  if (last > 0) {
    const MaskPicture& own = s.masks[static_cast<std::size_t>(picture)];
    const float value = own.plain.at(chosen.row, chosen.column);
    std::vector<ui::Term> terms = {{.text = ui::fixed_text(value), .note = parts.say("값", "value")}};
    if (arm > 0) add_mask_terms(parts, value, own.mask.at(chosen.row, chosen.column), terms);
    ui::arithmetic("cell", terms);
  }
  ui::Flow flow("digit", 300.f, 2);
  flow.next();
  draw_input(parts, pad);
  flow.next();
  std::vector<Answer> answers = {{parts.say("이번 마스크", "this mask"), &s.thin_chances}};
  for (std::size_t i = 0; i < s.nets.size(); ++i) answers.push_back({names[i], &s.nets[i].chances});
  draw_answers(parts, answers);
  ui::caption(ui::filled(parts, {"파라미터 {0}개", "{0} parameters"},
                         ui::count_text(static_cast<double>(s.parameters.front()))));
  draw_trial(parts);
}

}  // namespace madang::demos::dropout
