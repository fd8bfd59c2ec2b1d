// Look inside: any named tensor of the model as numbers, heat map and histogram, its gradient, and for one
// element backpropagation beside the finite difference.
#include <imgui.h>

#include <algorithm>
#include <string>

#include "app/shell.h"
#include "ui/controls.h"
#include "ui/derivative.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/histogram.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::app {

namespace {

std::string shape_text(const demo::Look& look) {
  std::string text;
  for (const int size : look.shape) text += (text.empty() ? "" : " × ") + std::to_string(size);
  return text.empty() ? "1" : text;
}

/// The place of an element in its tensor, counted from 0 as code does: "[3, 5]".
std::string place_of(const demo::Look& look) {
  std::string text;
  int rest = look.element;
  for (auto size = look.shape.rbegin(); size != look.shape.rend(); ++size) {
    text = std::to_string(rest % *size) + (text.empty() ? "" : ", ") + text;
    rest /= *size;
  }
  return "[" + text + "]";
}

std::string number(double value) { return ui::number_text(static_cast<float>(value)); }

}  // namespace

void Shell::draw_look_toggle() {
  if (!offers(demo::Parcel::weights)) {
    look_.wanted = false;
    return;
  }
  ui::toggle(hand_.say("안을 들여다보기", "Look inside"), look_.wanted);
  ui::tooltip(hand_.say(
      "가중치, 활성값, 기울기를 수와 히트맵, 히스토그램으로 보여 주고, 기울기 하나를 수치 미분으로 확인한다.",
      "Shows any weight, activation or gradient as numbers, heat map and histogram, and checks one "
      "derivative by a finite difference."));
}

void Shell::draw_look() {
  const demo::Look& look = chosen().frame().look;
  ImGui::Separator();
  if (look.names.empty())
    return ui::caption(hand_.say("한 단계 진행하면 나타납니다.", "Appears after the next step."));
  const auto named = std::ranges::find(look.names, look.tensor);
  int now = named == look.names.end() ? 0 : static_cast<int>(named - look.names.begin());
  if (ui::dropdown(
          "##tensor", hand_.say("텐서", "Tensor"), look.names, now,
          std::min(260.f, ImGui::GetContentRegionAvail().x),
          hand_.say("들여다볼 텐서. PyTorch처럼 모듈의 번호나 이름에 weight(가중치), bias(편향), "
                    "activation(활성값)을 붙인다.",
                    "The tensor to inspect, named as in PyTorch: the module's number or name, then weight, "
                    "bias or activation.")))
    look_ = {.wanted = true, .tensor = look.names[static_cast<std::size_t>(now)]};
  if (!look.gradient.matrix.empty()) {
    const std::string names[] = {hand_.say("값", "Values"), hand_.say("기울기", "Gradient")};
    int shown = look_at_gradient_ ? 1 : 0;
    if (ui::segmented("looked_part", hand_.say("보이는 것", "Shown"), names, shown))
      look_at_gradient_ = shown == 1;
  }
  draw_looked_numbers(look);
  draw_looked_element(look);
}

const demo::Numbers& Shell::looked_numbers(const demo::Look& look) const {
  return look_at_gradient_ && !look.gradient.matrix.empty() ? look.gradient : look.values;
}

/// "0.weight (4 × 2)  mean 0.1 …"
std::string Shell::told_numbers(const demo::Look& look) const {
  const demo::Numbers& numbers = looked_numbers(look);
  const std::string name = (&numbers == &look.gradient ? "∂L/∂ " : "") + look.tensor;
  return ui::filled(hand_.language,
                    {"{0} ({1})  평균 {2}, 표준편차 {3}, 최소 {4}, 최대 {5}",
                     "{0} ({1})  mean {2}, standard deviation {3}, minimum {4}, maximum {5}"},
                    name, shape_text(look), number(numbers.mean), number(numbers.deviation),
                    number(numbers.least), number(numbers.most));
}

/// "0.weight[3, 1] = 0.2", and its derivative twice.
std::string Shell::told_element(const demo::Look& look) const {
  const std::string text = look.tensor + place_of(look) + " = " + number(look.value);
  if (!look.checked) return text;
  return text + "\n" + ui::derivative_text(hand_.language, look.derivative, look.difference);
}

/// For the text mirror; empty while nobody looks.
std::string Shell::told_look() const {
  const demo::Look& look = chosen().frame().look;
  if (!look_.wanted || look.names.empty()) return {};
  return "\n" + told_numbers(look) + (look.element < 0 ? "" : "\n" + told_element(look));
}

void Shell::draw_looked_numbers(const demo::Look& look) {
  const demo::Numbers& numbers = looked_numbers(look);
  ui::paragraph(told_numbers(look));
  if (look.cut)
    ui::caption(hand_.say("히트맵에는 앞쪽 행만 있습니다.", "The heat map shows only the first rows."));
  ui::Flow parts("looked", 280.f, 2);
  parts.next();
  const int columns = std::max(1, numbers.matrix.columns);
  const ui::Cell selected =
      look.element < 0 ? ui::Cell{} : ui::Cell{look.element / columns, look.element % columns};
  const auto result = ui::heat_map("looked_map", numbers.matrix,
                                   {.name = look.tensor,
                                    .row_axis = hand_.say("행", "row"),
                                    .column_axis = hand_.say("열", "column"),
                                    .selected = selected,
                                    .most_cell = 36.f,
                                    .most_height = ui::narrow() ? 180.f : 260.f});
  if (result.clicked) look_.element = result.clicked.row * columns + result.clicked.column;
  parts.next();
  const ui::HistogramSeries series[] = {{look.tensor, &numbers.histogram}};
  ui::HistogramOptions options{.title = hand_.say("분포", "Distribution")};
  if (ui::narrow()) options.height = 130.f;
  ui::histogram("looked_histogram", series, options);
}

void Shell::draw_looked_element(const demo::Look& look) {
  if (look.element >= 0) return ui::paragraph(told_element(look));
  ui::caption(look.gradient.matrix.empty()
                  ? hand_.say("칸을 누르면 값을 보여 줍니다.", "Press a cell to read its number.")
                  : hand_.say("칸을 누르면 값을 보여 주고 기울기를 수치 미분으로 확인합니다.",
                              "Press a cell to read its number and to check its derivative by a finite "
                              "difference."));
}

}  // namespace madang::app
