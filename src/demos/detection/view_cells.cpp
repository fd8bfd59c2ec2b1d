#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "demos/detection/view_parts.h"
#include "ui/arithmetic.h"
#include "ui/bars.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::detection {

namespace {

/// The form of a class, as it looks in a scene; of a digit its numeral.
void draw_glyph(ImDrawList& list, ImVec2 middle, float radius, int label, ImU32 colour) {
  const ImVec2 low = {middle.x - radius, middle.y - radius}, high = {middle.x + radius, middle.y + radius};
  const float arm = radius * 0.36f;
  switch (label) {
    case 0:
      list.AddCircleFilled(middle, radius, colour);
      break;
    case 1:
      list.AddRectFilled(low, high, colour);
      break;
    case 2:
      list.AddTriangleFilled({middle.x, low.y}, {low.x, high.y}, high, colour);
      break;
    case 3:
      list.AddRectFilled({middle.x - arm, low.y}, {middle.x + arm, high.y}, colour);
      list.AddRectFilled({low.x, middle.y - arm}, {middle.x - arm, middle.y + arm}, colour);
      list.AddRectFilled({middle.x + arm, middle.y - arm}, {high.x, middle.y + arm}, colour);
      break;
    default:
      ui::draw_text_centred(list, low, high, colour, std::to_string(label - form_classes),
                            std::min(2 * radius, ui::body_size));
  }
}

/// The cells as a map, of which a press chooses one: draw(cell, low, size). `brief` is its title where that
/// has no room.
template <class Draw>
void cell_map(const Parts& parts, const char* id, const Text& full, const Text& brief, Draw draw) {
  const Snapshot& s = parts.snapshot;
  constexpr float most = 168.f;
  const float all = std::min(ui::width_or_available(0.f), most);
  const std::string& whole = full.in(parts.hand.language);
  const std::string& title = ui::text_width(whole, ui::small_size) <= ui::width_or_available(0.f)
                                 ? whole
                                 : brief.in(parts.hand.language);
  const float size = all / static_cast<float>(s.grid);
  const ui::Canvas c = ui::canvas(id, {all, all}, whole);
  ui::small_line(title, ui::theme().muted);
  ui::stop_at(c.id, {{c.low, c.high}, {c.low.x + size / 2, c.low.y + size / 2}, {size, size}});
  for (int cell = 0; cell < s.grid * s.grid; ++cell) {
    const ImVec2 low = {c.low.x + static_cast<float>(cell % s.grid) * size,
                        c.low.y + static_cast<float>(cell / s.grid) * size};
    c.list->AddRectFilled(low, {low.x + size, low.y + size}, ui::theme().panel);
    draw(*c.list, static_cast<std::size_t>(cell), low, size);
    c.list->AddRect(low, {low.x + size, low.y + size}, ui::theme().grid);
  }
  const ImVec2 chosen = {c.low.x + static_cast<float>(s.cell.column) * size,
                         c.low.y + static_cast<float>(s.cell.row) * size};
  c.list->AddRect(chosen, {chosen.x + size, chosen.y + size}, ui::theme().accent, 0.f, 0, 2.5f);
  if (!c.hovered) return;
  const auto place = [&](float along) { return std::clamp(static_cast<int>(along / size), 0, s.grid - 1); };
  const int row = place(c.mouse.y - c.low.y), column = place(c.mouse.x - c.low.x);
  const auto cell = static_cast<std::size_t>(row * s.grid + column);
  ui::hover_text(
      {{ui::filled(parts, {"{0}행 {1}열: 신뢰도 {2}", "row {0}, column {1}: confidence {2}"}, row + 1,
                   column + 1, ui::fixed_text(s.confidence.values[cell]))},
       {class_name(s.classes[cell]).in(parts.hand.language) + " " + ui::fixed_text(s.chances[cell])}});
  if (!c.clicked) return;
  parts.settings.row = row + 1;
  parts.settings.column = column + 1;
}

void draw_maps(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  ui::Flow flow("maps", 110.f, 2);
  flow.next();
  cell_map(parts, "confidence", {"신뢰도: 물체가 있는가", "Confidence: is there an object"},
           {"신뢰도", "Confidence"}, [&](ImDrawList& list, std::size_t cell, ImVec2 low, float size) {
             const float value = s.confidence.values[cell];
             const ImVec2 high = {low.x + size, low.y + size};
             const ImU32 colour = ui::colour_at(ui::ColourMap::diverging, 0.5f + value / 2, ui::theme().dark);
             list.AddRectFilled(low, high, colour);
             constexpr float least_size = 26.f;
             if (size >= least_size)
               ui::draw_text_centred(list, low, high, ui::readable_on(colour), ui::fixed_text(value),
                                     ui::tiny_size);
           });
  flow.next();
  cell_map(parts, "classes", {"클래스: 있다면 무엇인가", "Class: if so, which"}, {"클래스", "Class"},
           [&](ImDrawList& list, std::size_t cell, ImVec2 low, float size) {
             const float chance = s.chances[cell];
             const ImU32 colour =
                 ui::faded(ui::theme().series_colour(s.classes[cell]), 0.15f + 0.85f * chance);
             draw_glyph(list, {low.x + size / 2, low.y + size / 2}, size * 0.32f, s.classes[cell], colour);
           });
}

std::string operand(float value) { return ui::behind_sign(ui::fixed_text(value)); }

/// How a box of the cell comes about from its five numbers.
void draw_box_arithmetic(const Parts& parts, std::size_t box) {
  const CellPicture& cell = parts.snapshot.cell;
  const float* raw = &cell.raw[box * box_numbers];
  const float* n = &cell.numbers[box * box_numbers];
  const float pixels = static_cast<float>(side) / static_cast<float>(parts.snapshot.grid);
  const data::Box& b = cell.boxes[box];
  constexpr float room = 150.f;
  const auto centre = [&](int place, float offset, float logit, float result, const char* name) {
    return ui::Term{.text = "(" + std::to_string(place) + " + σ(" + ui::fixed_text(logit) + ")) × " +
                            ui::number_text(pixels) + " = " + ui::fixed_text(result, 1),
                    .note = std::string(name) + " · σ = " + ui::fixed_text(offset),
                    .room = room};
  };
  const auto size = [&](float root, float logit, float result, const char* name) {
    return ui::Term{.text = "σ(" + ui::fixed_text(logit) + ")² × " + std::to_string(side) + " = " +
                            ui::fixed_text(result, 1),
                    .note = std::string(name) + " · σ = " + ui::fixed_text(root),
                    .room = room};
  };
  const float chance = std::ranges::max(cell.chances);
  const auto best = std::ranges::max_element(cell.chances) - cell.chances.begin();
  const ui::Term terms[] = {
      centre(cell.column, n[0], raw[0], b.centre_x(), "x"),
      centre(cell.row, n[1], raw[1], b.centre_y(), "y"),
      size(n[2], raw[2], n[2] * n[2] * side, parts.say("너비", "width")),
      size(n[3], raw[3], n[3] * n[3] * side, parts.say("높이", "height")),
      {.text = ui::fixed_text(n[4]) + " × " + operand(chance) + " = " + ui::fixed_text(n[4] * chance),
       .strong = true,
       .note = ui::filled(parts, {"신뢰도 × P({0}) = 점수", "confidence × P({0}) = score"},
                          class_name(static_cast<int>(best))),
       .room = room}};
  ui::small_line(
      ui::filled(parts, {"상자 {0} / {1}, 신뢰도가 가장 높은 것", "Box {0} of {1}, the most confident"},
                 box + 1, parts.snapshot.cell.boxes.size()),
      ui::theme().muted);
  ui::arithmetic("box", terms);
}

/// Which object the cell has to find, and which it loses.
std::string duty_of(const Parts& parts) {
  const CellPicture& cell = parts.snapshot.cell;
  const std::string place =
      ui::filled(parts, {"{0}행 {1}열", "Row {0}, column {1}"}, cell.row + 1, cell.column + 1);
  const auto name = [&](std::size_t i) {
    const auto object = static_cast<std::size_t>(cell.objects[i]);
    return object < parts.snapshot.objects.size()
               ? class_name(parts.snapshot.objects[object].label).in(parts.hand.language)
               : std::string();
  };
  if (cell.objects.empty())
    return place + parts.say(": 중심이 든 물체가 없으니 신뢰도가 0이어야 한다.",
                             ": no object has its centre here, so the confidence should be 0.");
  if (cell.objects.size() == 1)
    return place +
           ui::filled(parts, {": {0}의 중심이 여기에 있다.", ": the centre of a {0} lies here."}, name(0));
  return place +
         ui::filled(
             parts,
             {": 중심이 둘이다({0}, {1}). 칸은 클래스를 하나만 예측하니 많아야 하나를 찾는다.",
              ": two centres, of {0} and {1}. A cell predicts one class, so it finds one of them at most."},
             name(0), name(1));
}

}  // namespace

void draw_cells(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const auto cells = static_cast<std::size_t>(s.grid * s.grid);
  if (s.grid < 1 || s.confidence.values.size() != cells || s.classes.size() != cells) return;
  draw_maps(parts);
  {
    const ui::Room room(ui::lines_height(2));
    ui::paragraph(duty_of(parts));
  }
  const std::size_t boxes = std::min(s.cell.boxes.size(), s.cell.numbers.size() / box_numbers);
  if (boxes == 0 || s.cell.raw.size() < s.cell.numbers.size() || s.cell.chances.empty()) return;
  std::size_t surest = 0;
  for (std::size_t box = 1; box < boxes; ++box)
    if (s.cell.numbers[box * box_numbers + 4] > s.cell.numbers[surest * box_numbers + 4]) surest = box;
  draw_box_arithmetic(parts, surest);
}

}  // namespace madang::demos::detection
