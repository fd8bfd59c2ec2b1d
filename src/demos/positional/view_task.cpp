#include <imgui.h>

#include <algorithm>

#include "demos/positional/view_parts.h"
#include "ui/canvas.h"
#include "ui/colour_map.h"
#include "ui/filled.h"
#include "ui/pad.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::positional {

namespace {

constexpr int sequence = 0, wanted = 1, of_a = 2, rows = 4;

constexpr float cell_height = 22.f, title_height = ui::small_size + 6.f;  // css px
constexpr float least_cell = 13.f, most_cell = 30.f;
constexpr int right_colour = 2;  // of the theme's series

/// Some places of the example: what stands there, what is asked, and what the models answer.
struct Strip {
  const Parts& parts;
  int first;  // place, counted from 0
  int count;
  ImVec2 corner;
  float cell_width;

  ImVec2 low(int row, int place) const {
    return {corner.x + static_cast<float>(place - first) * cell_width,
            corner.y + static_cast<float>(row) * cell_height};
  }
  ImVec2 high(int row, int place) const {
    return {low(row, place).x + cell_width - 1.f, low(row, place).y + cell_height - 1.f};
  }
  bool holds(int place) const { return place >= first && place < first + count; }
};

bool is_asked(const Snapshot& s, int place) {
  return s.targets[static_cast<std::size_t>(place)] != nothing_asked;
}

/// Where the answer to a place's question stands; −1: nothing is asked there.
int source_of(const Parts& parts, int place) {
  const Snapshot& s = parts.snapshot;
  if (!is_asked(s, place)) return -1;
  if (parts.settings.task == Task::back) return place - parts.settings.offset;
  const auto symbol = [&](int at) -> const std::string& { return s.symbols[static_cast<std::size_t>(at)]; };
  for (int at = place - 1; at >= 0; --at)
    if (symbol(at).front() == symbol(place).front() && symbol(at).back() != '?') return at;
  return -1;
}

std::string text_at(const Parts& parts, int row, int place) {
  const Snapshot& s = parts.snapshot;
  const auto at = static_cast<std::size_t>(place);
  if (row == sequence) return s.symbols[at];
  if (!is_asked(s, place)) return {};
  const std::int32_t answer = row == wanted ? s.targets[at] : parts.model(row - of_a).given[at];
  return s.answers[static_cast<std::size_t>(answer)];
}

bool is_right(const Parts& parts, int row, int place) {
  const Snapshot& s = parts.snapshot;
  const auto at = static_cast<std::size_t>(place);
  return row >= of_a && is_asked(s, place) && parts.model(row - of_a).given[at] == s.targets[at];
}

void draw_cells(ImDrawList& list, const Strip& strip) {
  const ui::Theme& t = ui::theme();
  const float font = strip.cell_width < 20.f ? ui::tiny_size : ui::small_size;
  for (int place = strip.first; place < strip.first + strip.count; ++place)
    for (int row = 0; row < rows; ++row) {
      const ImVec2 low = strip.low(row, place), high = strip.high(row, place);
      const bool right = is_right(strip.parts, row, place);
      list.AddRectFilled(low, high,
                         right ? ui::mixed(t.panel, t.series_colour(right_colour), 0.35f) : t.panel, 3.f);
      const bool wrong = row >= of_a && !right;
      ui::draw_text_centred(list, low, high, wrong ? t.muted : t.text, text_at(strip.parts, row, place),
                            font);
    }
}

/// The letter that is asked for and its place in the row of answers.
void draw_question(ImDrawList& list, const Strip& strip, int place) {
  const ImU32 colour = ui::theme().accent;
  const int source = source_of(strip.parts, place);
  list.AddRect(strip.low(wanted, place), strip.high(wanted, place), colour, 3.f, 0, 2.f);
  if (!strip.holds(source)) return;
  list.AddRect(strip.low(sequence, source), strip.high(sequence, source), colour, 3.f, 0, 2.f);
  const ImVec2 from = strip.low(wanted, source), to = strip.low(wanted, place);
  list.AddLine({from.x + strip.cell_width / 2, from.y}, {to.x + strip.cell_width / 2, to.y}, colour, 2.f);
}

/// "place 9: c, answer l, A l, B o"
std::string told_place(const Parts& parts, int place) {
  std::string text =
      ui::filled(parts, {"{0}번째 자리: {1}", "place {0}: {1}"}, place + 1, text_at(parts, sequence, place));
  if (!is_asked(parts.snapshot, place)) return text;
  return text + ui::filled(parts, {", 정답 {0}, A {1}, B {2}", ", answer {0}, A {1}, B {2}"},
                           text_at(parts, wanted, place), text_at(parts, of_a, place),
                           text_at(parts, of_a + 1, place));
}

void draw_strip(const Parts& parts, int first, int length, const std::string& title) {
  const ui::Theme& t = ui::theme();
  const std::string names[rows] = {parts.say("시퀀스", "sequence"), parts.say("정답", "answer"), "A", "B"};
  float label_width = 0.f;
  for (const std::string& name : names)
    label_width = std::max(label_width, ui::text_width(name, ui::small_size));
  label_width += 8.f;
  const float room = ui::width_or_available(0.f) - label_width;
  const float least = parts.settings.task == Task::latest ? least_cell + 5.f : least_cell;
  const int count = std::clamp(static_cast<int>(room / least), 1, length);
  const float cell = std::min(most_cell, room / static_cast<float>(count));
  const ui::Canvas c = ui::canvas("strip", {label_width + room, title_height + rows * cell_height}, title);
  const Strip strip{parts, first, count, {c.low.x + label_width, c.low.y + title_height}, cell};
  ui::draw_text(*c.list, c.low, t.muted, ui::elided(title, c.width(), ui::small_size), ui::small_size);
  for (int row = 0; row < rows; ++row)
    ui::draw_text(*c.list, {c.low.x, strip.low(row, first).y + (cell_height - ui::small_size) / 2 - 1.f},
                  row < of_a ? t.muted : t.series_colour(row - of_a), names[row], ui::small_size);
  draw_cells(*c.list, strip);
  ui::stop_at(c.id, {.seen = {strip.corner, c.high},
                     .first = {strip.corner.x + cell / 2, strip.corner.y + cell_height / 2},
                     .step = {cell, 0.f}});
  int place = first + count - 1;
  while (place > first && !is_asked(parts.snapshot, place)) --place;
  if (c.hovered && c.mouse.x >= strip.corner.x && c.mouse.y >= strip.corner.y) {
    place = std::min(first + static_cast<int>((c.mouse.x - strip.corner.x) / cell), first + count - 1);
    ui::tell(told_place(parts, place));
  }
  if (is_asked(parts.snapshot, place)) draw_question(*c.list, strip, place);
}

}  // namespace

void draw_task(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const int length = s.trained_length;
  if (s.targets.size() < static_cast<std::size_t>(2 * length)) return;  // asked for, not here yet
  ui::Flow flow("task", 300.f, 2);
  for (const int part : {0, 1}) {
    flow.next();
    const std::string title =
        part == 0 ? ui::filled(parts,
                               {"학습 길이({0}) 안 · 칠한 칸: 맞힌 답",
                                "Within the trained length ({0}) · filled: right"},
                               length)
                  : ui::filled(parts, {"학습 길이 너머({0}번째 자리부터)", "Beyond it, from place {0}"},
                               length + 1);
    draw_strip(parts, part * length, length, title);
  }
}

}  // namespace madang::demos::positional
