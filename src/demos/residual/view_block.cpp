#include <algorithm>
#include <cmath>
#include <numeric>

#include "demos/residual/view_parts.h"
#include "ui/access.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::residual {

namespace {

int shown_block(const Settings& settings) { return std::min(settings.block, settings.blocks()); }

/// The loss without each block, of the chosen network and another; a press chooses the block.
void draw_lesions(const Parts& parts) {
  std::vector<float> blocks(parts.snapshot.lesions.front().without.size());
  std::iota(blocks.begin(), blocks.end(), 1.f);
  std::vector<ui::Series> series;
  for (const Lesions& lesions : parts.snapshot.lesions)
    series.push_back({.name = name_of(lesions.kind).in(parts.hand.language),
                      .y = lesions.without,
                      .x = blocks,
                      .colour = static_cast<int>(lesions.kind),
                      .dashed = lesions.kind == Kind::plain,
                      .dots = true});
  const auto result = ui::line_plot("lesions", series,
                                    {.x_label = parts.say("뺀 블록", "block left out"),
                                     .y_label = parts.say("테스트 손실", "test loss"),
                                     .y_low = 0.f,
                                     .marked_x = static_cast<float>(shown_block(parts.settings)),
                                     .levels = {{parts.say("찍기", "chance"), std::log(10.f)}},
                                     .height = 180.f});
  if (result.clicked_x)
    parts.settings.block =
        std::clamp(static_cast<int>(std::lround(*result.clicked_x)), 1, parts.settings.blocks());
}

struct Shown {
  const char* id;
  const Matrix& matrix;
  const char* title;
};

/// What the matrices of this kind of block are, from left to right.
std::vector<Shown> matrices_of(const Parts& parts) {
  const BlockPicture& b = parts.snapshot.block;
  const bool brief = ui::narrow();
  const auto title = [&](const char* symbols, const char* ko, const char* en) {
    return brief ? symbols : parts.say(ko, en);
  };
  switch (parts.settings.kind) {
    case Kind::plain:
      return {{"x", b.x, title("x", "들어오는 x", "what comes in: x")},
              {"y", b.y, title("y = f", "나가는 y = f", "what leaves: y = f")}};
    case Kind::residual:
      return {{"x", b.x, title("x", "들어오는 x", "what comes in: x")},
              {"f", b.f, title("F(x)", "가지 F(x)", "the branch: F(x)")},
              {"y", b.y, title("y = x + sF", "나가는 y = x + sF", "what leaves: y = x + sF")}};
    case Kind::highway:
      return {{"x", b.x, title("x", "둘째 층에 들어오는 x", "before the second layer: x")},
              {"f", b.f, title("H(x)", "새 값 H(x)", "new values: H(x)")},
              {"t", b.t, title("T(x)", "게이트 T(x)", "the gate: T(x)")},
              {"y", b.y,
               title("y = TH + (1 − T)x", "나가는 y = TH + (1 − T)x", "what leaves: y = TH + (1 − T)x")}};
    case Kind::dense:
      return {{"x", b.x,
               brief ? parts.say("x: 끝의 8개", "x: its last 8")
                     : parts.say("x에 마지막으로 붙은 유닛 8개", "the last 8 units of x")},
              {"y", b.y,
               brief ? parts.say("새로 붙는 8개", "8 new ones")
                     : parts.say("새로 붙는 유닛 8개", "the 8 units that are added")}};
  }
  return {};
}

void draw_matrices(const Parts& parts, ui::Cell chosen) {
  const std::vector<Shown> all = matrices_of(parts);
  ui::Flow flow("matrices", 120.f, static_cast<int>(all.size()));
  for (const Shown& shown : all) {
    flow.next();
    const auto result = ui::heat_map(shown.id, shown.matrix,
                                     {.name = shown.title,
                                      .range = ui::ColourRange{-4.f, 4.f},
                                      .row_axis = parts.say("예", "example"),
                                      .column_axis = parts.say("유닛", "unit"),
                                      .selected = chosen,
                                      .scale_bar = false,
                                      .most_height = 176.f});
    ui::small_line(shown.title, ui::theme().text);
    if (!result.clicked) continue;
    parts.settings.row = result.clicked.row + 1;
    parts.settings.unit = result.clicked.column + 1;
  }
}

std::string operand(float value) { return ui::behind_sign(ui::fixed_text(value)); }

/// What the sum of a cell is called, in the order of Kind.
constexpr const char* result_names[kind_count] = {"y", "F", "H", "y"};

/// How f comes about, then y, of the chosen cell.
void draw_arithmetic(const Parts& parts, ui::Cell chosen) {
  const BlockPicture& b = parts.snapshot.block;
  const float x = b.x.at(chosen.row, chosen.column), f = b.f.at(chosen.row, chosen.column);
  const float y = b.y.at(chosen.row, chosen.column);
  std::vector<ui::Term> sum = ui::dot_product_terms(b.a, b.w, f - b.bias, 4);
  sum.pop_back();
  sum.push_back({.text = "+ " + operand(b.bias), .note = "b"});
  sum.push_back({.text = "= " + ui::fixed_text(f),
                 .strong = true,
                 .note = result_names[static_cast<int>(parts.settings.kind)]});
  ui::arithmetic("f", sum);
  if (parts.settings.kind == Kind::residual) {
    const ui::Term terms[] = {{.text = ui::fixed_text(x), .note = "x"},
                              {.text = "+ " + ui::fixed_text(b.scale), .note = "s"},
                              {.text = "× " + operand(f), .note = "F"},
                              {.text = "= " + ui::fixed_text(y), .strong = true, .note = "y"}};
    ui::arithmetic("y", terms);
  }
  if (parts.settings.kind == Kind::highway) {
    const float t = b.t.at(chosen.row, chosen.column);
    const ui::Term terms[] = {{.text = ui::fixed_text(t, 3), .note = "T"},
                              {.text = "× " + operand(f), .note = "H"},
                              {.text = "+ " + ui::fixed_text(1 - t, 3), .note = "1 − T"},
                              {.text = "× " + operand(x), .note = "x"},
                              {.text = "= " + ui::fixed_text(y), .strong = true, .note = "y"}};
    ui::arithmetic("y", terms);
  }
}

void draw_proofs(const Parts& parts) {
  const BlockPicture& b = parts.snapshot.block;
  const Identity& identity = parts.snapshot.identity;
  ui::proof(parts.hand, "identity",
            {.value = identity.zeroed,
             .limit = 0.f,
             .told = ui::filled(
                 parts,
                 {"잔차 신경망의 가지를 모두 0으로 두면 ∂L/∂x₀ − ∂L/∂x_B = {0}, 곧 첫 블록 앞의 기울기는 "
                  "마지막 블록 뒤의 것과 비트까지 같다. 지금 그대로는 ‖∂L/∂x₀‖ = {1}, ‖∂L/∂x_B‖ = {2}.",
                  "With every branch of the residual network set to 0, ∂L/∂x₀ − ∂L/∂x_B = {0}: the gradient "
                  "before the first block is the one behind the last, bit for bit. As the network is, "
                  "‖∂L/∂x₀‖ = {1} and ‖∂L/∂x_B‖ = {2}."},
                 identity.zeroed, identity.first, identity.last)});
  ui::continue_line(130.f);
  const ui::Within cells(parts.say("칸의 계산", "Cells"));
  ui::proof(parts.hand, "cells",
            {.value = b.difference,
             .limit = 1e-4f,
             .told = ui::filled(parts,
                                {"위의 계산을 모든 칸에서 엔진의 y와 견준 가장 큰 차이: {0}.",
                                 "Largest difference between this arithmetic and the engine's y, over all "
                                 "cells: {0}."},
                                b.difference)});
}

}  // namespace

void draw_block(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.lesions.empty() || s.block.x.empty()) return;
  draw_lesions(parts);
  ui::choice(parts, &Settings::kind);
  ui::caption(parts.say("빼 볼 블록. 신경망은 다시 학습하지 않는다.",
                        "What to leave out; the network isn't trained again."));
  ui::choice(parts, &Settings::left_out);
  draw_answers(parts, {{parts.settings.kind, s.answers}});
  const ui::Cell chosen{std::min(parts.settings.row, s.block.x.rows) - 1,
                        std::min(parts.settings.unit, s.block.x.columns) - 1};
  ui::heading(ui::filled(parts, {"{0}번 블록을 지나는 값", "What goes through block {0}"},
                         shown_block(parts.settings)));
  draw_matrices(parts, chosen);
  {
    const bool sums_again = parts.settings.kind == Kind::residual || parts.settings.kind == Kind::highway;
    const ui::Room room((ui::narrow() ? 183.f : 81.f) + (sums_again ? 47.f : 0.f));
    draw_arithmetic(parts, chosen);
  }
  ui::caption(parts.say("행은 테스트 숫자 여덟 개, 열은 유닛이다. 칸을 누르면 그 칸의 계산이 나온다.",
                        "Rows are the eight test digits, columns units. Press a cell for its arithmetic."));
  draw_proofs(parts);
}

}  // namespace madang::demos::residual
