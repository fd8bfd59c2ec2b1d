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

/// What the pictures of a network are, and how they stand.
struct Look {
  ui::Sentence<1> title;
  Text row, column;
  float least_width;
  int beside;
  bool square;
};

const Look& look_of(Kind kind) {
  static const Look cnn{{"채널 {0}", "Channel {0}"}, {"행", "row"}, {"열", "column"}, 66.f, 4, true};
  static const Look rnn{
      {"{0}층의 상태 h: 행은 스텝, 열은 유닛", "State h of layer {0}: rows are steps, columns units"},
      {"스텝", "step"},
      {"유닛", "unit"},
      280.f,
      1,
      false};
  static const Look transformer{{"헤드 {0}", "Head {0}"}, {"질의", "query"}, {"키", "key"}, 130.f, 2, true};
  return kind == Kind::cnn ? cnn : kind == Kind::rnn ? rnn : transformer;
}

int picture_of(const Parts& parts) {
  return std::min(parts.settings.layer, std::max(1, static_cast<int>(parts.snapshot.masks.size()))) - 1;
}

ui::Cell cell_of(const Parts& parts, const Matrix& matrix) {
  const int cell = std::min(parts.settings.unit, matrix.rows * matrix.columns) - 1;
  return {cell / matrix.columns, cell % matrix.columns};
}

void draw_maps(const Parts& parts) {
  const Look& look = look_of(parts.settings.kind);
  ui::Flow maps("maps", look.least_width, look.beside);
  for (int i = 0; i < static_cast<int>(parts.snapshot.masks.size()); ++i) {
    maps.next();
    const MaskPicture& own = parts.snapshot.masks[static_cast<std::size_t>(i)];
    const std::string title = ui::filled(parts, look.title, i + 1);
    const ui::HeatMapResult result =
        draw_mask(("mask" + std::to_string(i)).c_str(), own,
                  {.name = title,
                   .row_axis = look.row.in(parts.hand.language),
                   .column_axis = look.column.in(parts.hand.language),
                   .selected = i == picture_of(parts) ? cell_of(parts, own.plain) : ui::Cell{},
                   .values = false,
                   .square = look.square,
                   .least_height = look.square ? 0.f : 200.f,
                   .most_height = 260.f});
    ui::caption(title);
    if (!result.clicked) continue;
    parts.settings.layer = i + 1;
    parts.settings.unit = result.clicked.row * own.plain.columns + result.clicked.column + 1;
  }
}

void draw_cell(const Parts& parts) {
  if (parts.snapshot.masks.empty()) return;
  const MaskPicture& own = parts.snapshot.masks[static_cast<std::size_t>(picture_of(parts))];
  const ui::Cell cell = cell_of(parts, own.plain);
  const float value = own.plain.at(cell.row, cell.column);
  std::vector<ui::Term> terms = {
      {.text = ui::fixed_text(value), .note = parts.say("고른 칸의 값", "chosen cell")}};
  if (arm_of(parts.settings) > 0) add_mask_terms(parts, value, own.mask.at(cell.row, cell.column), terms);
  ui::arithmetic("cell", terms);
}

/// What must hold of the masks that are shown.
void draw_proof(const Parts& parts) {
  constexpr float limit = 1e-5f;
  const float value = parts.snapshot.identity;
  const Arm arm = arms_of(parts.settings.kind)[arm_of(parts.settings)];
  const auto proof = [&](ui::Sentence<1> told) {
    ui::proof(parts.hand, "masks", {.value = value, .limit = limit, .told = ui::filled(parts, told, value)});
  };
  if (arm == Arm::variational)
    proof({"첫 스텝의 마스크와 다른 스텝의 마스크의 가장 큰 차이: {0}.",
           "Largest difference between the mask of the first step and those of the others: {0}."});
  if (arm == Arm::elements || arm == Arm::channels)
    proof({"그림의 값 × 마스크와 신경망이 실제로 계산한 값의 차이: {0}.",
           "Value times mask as drawn, against what the network computed: {0}."});
  if (parts.settings.kind == Kind::transformer)
    proof({"드롭아웃을 하기 전 질의마다 어텐션 가중치의 합과 1의 차이: {0}.",
           "Attention weights of a query before dropout, their sum against 1: {0}."});
}

}  // namespace

void draw_masked(const Parts& parts, Matrix& pad) {
  const Snapshot& s = parts.snapshot;
  std::vector<std::string> names;
  for (const Arm arm : arms_of(parts.settings.kind)) names.push_back(name_of(arm).in(parts.hand.language));
  const bool small = ui::narrow();
  {
    ui::Flow flow("top", 300.f, 2);
    flow.next();
    draw_maps(parts);
    int index = static_cast<int>(arm_of(parts.settings));
    if (ui::segmented("arm", parts.say("들여다볼 신경망", "Network shown"), names, index))
      parts.settings.arm = index + 1;
    draw_cell(parts);
    flow.next();
    draw_curves(parts, small);
    const ui::Room room(40.f);
    draw_proof(parts);
  }
  {
    ui::Flow flow("digit", 300.f, 2);
    flow.next();
    draw_input(parts, pad);
    flow.next();
    std::vector<Answer> answers = {{parts.say("이번 마스크", "this mask"), &s.thin_chances}};
    for (std::size_t i = 0; i < s.nets.size(); ++i) answers.push_back({names[i], &s.nets[i].chances});
    draw_answers(parts, answers);
    ui::caption(ui::filled(
        parts, {"파라미터 {0}개. 드롭아웃은 파라미터를 더하지 않는다.", "{0} parameters; dropout adds none."},
        ui::count_text(static_cast<double>(s.parameters.front()))));
  }
  draw_trial(parts);
}

}  // namespace madang::demos::dropout
