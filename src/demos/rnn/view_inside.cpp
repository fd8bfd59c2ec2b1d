#include "demos/rnn/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/controls.h"
#include "ui/heat_map.h"
#include "ui/histogram.h"
#include "ui/layout.h"
#include "ui/text.h"

namespace madang::rnn {

namespace {

const char* blocks_of(const Parts& parts) {
  switch (parts.snapshot.inside.blocks) {
    case 4:
      return parts.say("위에서부터 입력 게이트, 망각 게이트, 후보, 출력 게이트의 행이다.",
                       "Rows from above: input gate, forget gate, candidate, output gate.");
    case 3:
      return parts.say("위에서부터 리셋 게이트, 갱신 게이트, 후보의 행이다.",
                       "Rows from above: reset gate, update gate, candidate.");
    default:
      return parts.say("줄은 나가는 쪽, 칸은 들어오는 쪽이다.", "Rows are outputs, columns inputs.");
  }
}

/// The chosen weight: what backpropagation says of it, and what trying it out says.
void draw_check(const Parts& parts) {
  const InsidePicture& inside = parts.snapshot.inside;
  ui::caption(
      parts.say("누른 가중치 하나의 검산: 조금 늘리고 줄여 손실의 차이를 잰다 (h = 0.01)",
                "The pressed weight, checked: it is raised and lowered, and the losses compared (h = 0.01)"));
  const ui::Term terms[] = {
      {.text = ui::number_text(inside.value), .note = "w"},
      {.text = ui::number_text(inside.gradient), .strong = true, .note = "∂L/∂w"},
      {.text = "≈"},
      {.text = ui::number_text(inside.difference), .strong = true, .note = "(L(w+h) − L(w−h)) / 2h"}};
  ui::arithmetic("check", terms);
}

}  // namespace

void draw_inside(const Parts& parts) {
  draw_cells(parts);
  const std::vector<std::string> names = {"W_ih", "W_hh", "b_ih", "b_hh", parts.say("출력층 W", "Readout W")};
  int part = static_cast<int>(parts.settings.part);
  if (ui::segmented("part", names, part)) parts.settings.part = static_cast<Part>(part);
  const std::vector<std::string> looks = {parts.say("값", "Values"), parts.say("기울기", "Gradient")};
  int look = static_cast<int>(parts.settings.look);
  if (ui::segmented("look", looks, look)) parts.settings.look = static_cast<Look>(look);
  const InsidePicture& inside = parts.snapshot.inside;
  ui::Flow flow("inside", 270.f, 2);
  flow.next();
  ui::HeatMapOptions options;
  options.title = std::string(name_of(parts.settings.cell)) + " · " + names[static_cast<std::size_t>(part)];
  options.values = false;
  options.most_height = 320.f;
  options.most_cell = 28.f;
  options.selected = {inside.row, inside.column};
  const ui::HeatMapResult touched = ui::heat_map("numbers", inside.numbers, options);
  if (touched.clicked) {
    parts.settings.row = touched.clicked.row + 1;
    parts.settings.column = touched.clicked.column + 1;
  }
  ui::caption(blocks_of(parts));
  flow.next();
  if (inside.histogram.empty()) return;
  const ui::HistogramSeries series[] = {
      {names[static_cast<std::size_t>(part)], &inside.histogram, colour_of(parts.settings.cell)}};
  ui::histogram("spread", series, {.title = parts.say("분포", "Distribution")});
  draw_check(parts);
}

}  // namespace madang::rnn
