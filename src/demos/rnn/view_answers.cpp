#include <algorithm>
#include <cmath>
#include <compare>
#include <numeric>
#include <span>

#include "demos/rnn/view_parts.h"
#include "ui/access.h"
#include "ui/bars.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/plane_plot.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"

namespace madang::demos::rnn {

namespace {

constexpr std::size_t shown_characters = 8;

/// The sum it says against the true one: a good cell's points lie on the diagonal.
void draw_sums(const Parts& parts, Cell cell) {
  const CellPicture& now = parts.cell(cell);
  std::vector<ui::PlanePoint> points;
  const std::size_t count = std::min(now.said.size(), parts.snapshot.targets.size());
  for (std::size_t i = 0; i < count; ++i)
    points.push_back(
        {parts.snapshot.targets[i], std::clamp(now.said[i], -0.2f, 2.2f), colour_of(cell), false});
  ui::PlanePlotOptions options;
  options.limits = {-0.2f, 2.2f, -0.2f, 2.2f};
  options.x_label = parts.say("참값", "true sum");
  options.y_label = parts.say("답", "answer");
  options.height = 240.f;
  ui::plane_plot("sums", points, options);
}

void draw_chances(const Parts& parts, Cell cell) {
  const CellPicture& now = parts.cell(cell);
  std::vector<ui::Cell> truth;
  for (std::size_t i = 0; i < parts.snapshot.labels.size(); ++i)
    truth.push_back({static_cast<int>(i), parts.snapshot.labels[i]});
  const std::vector<std::string> symbols = {"1", "2", "3", "4", "5", "6", "7", "8"};
  ui::HeatMapOptions options;
  options.name = parts.say("글자의 확률, 행마다 물음 하나. 귀퉁이 표시가 정답이다.",
                           "Probability of each symbol, a row per question; the corner marks the right one");
  options.colours = ui::ColourMap::sequential;
  options.range = ui::ColourRange{0.f, 1.f};
  options.row_axis = parts.say("물음", "question");
  options.column_axis = parts.say("글자", "symbol");
  options.column_labels = symbols;
  options.marked = truth;
  options.values = false;
  options.most_height = 260.f;
  ui::heat_map("chances", now.chances, options);
  ui::caption(options.name);
}

std::string shown(const std::string& character) { return character == " " ? "␣" : character; }

/// In a room that does not grow with it.
void draw_sample(const std::string& sample, std::span<const std::string> alphabet) {
  constexpr float written_characters = 120.f;
  const float width = ImGui::GetContentRegionAvail().x, line = ui::body_size + 4.f;
  float letter = 0.f;  // css px, of one on average
  for (const std::string& each : alphabet)
    letter += ui::text_width(each, ui::body_size) / static_cast<float>(alphabet.size());
  const int lines = static_cast<int>(std::ceil(written_characters * letter / width)) + 1;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, line * static_cast<float>(lines)});
  float y = at.y;
  for (const auto& text : ui::lines_of(sample, width, ui::body_size, lines)) {
    ui::draw_text(*ImGui::GetWindowDrawList(), {at.x, y}, ui::theme().text, text, ui::body_size);
    y += line;
  }
}

void draw_next(const Parts& parts, Cell cell) {
  const CellPicture& now = parts.cell(cell);
  if (now.next.size() != parts.snapshot.alphabet.size()) return;
  std::vector<std::size_t> order(now.next.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::weak_order(now.next[a], now.next[b]) > 0;  // NaN has a place in it, too
  });
  order.resize(std::min(order.size(), shown_characters));
  std::vector<ui::Bar> bars;
  int truth = -1;
  for (const std::size_t i : order) {
    if (static_cast<std::int32_t>(i) == parts.snapshot.truth) truth = static_cast<int>(bars.size());
    bars.push_back(
        {.label = shown(parts.snapshot.alphabet[i]), .value = now.next[i], .colour = colour_of(cell)});
  }
  const char* title = parts.say("다음 글자의 확률", "Probability of the next character");
  ui::bars("next", bars, {.name = title, .low = 0.f, .high = 1.f, .selected = truth, .height = 150.f});
  ui::caption(title);
  ui::caption(parts.say("이어 쓴 글", "Continuation"));
  draw_sample(now.sample, parts.snapshot.alphabet);
}

void draw_moment(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  int position = s.moment - 1;
  std::string read;
  for (int t = 0; t < s.moment && t < static_cast<int>(s.letters.size()); ++t)
    read += s.letters[static_cast<std::size_t>(t)];
  const auto count = static_cast<int>(s.letters.size());
  if (ui::timeline("moment", position, count,
                   {.label = parts.say("여기까지 읽고", "Read up to"),
                    .value = std::to_string(s.moment) + " / " + std::to_string(count)}))
    parts.settings.moment = position + 1;
  std::string next;
  if (s.truth >= 0 && s.truth < static_cast<int>(s.alphabet.size()))
    next = shown(s.alphabet[static_cast<std::size_t>(s.truth)]);
  ui::paragraph("“" + read + "” → " + next);
}

}  // namespace

void draw_answers(const Parts& parts) {
  {
    ui::Flow flow("answers", 200.f, static_cast<int>(all_cells.size()));
    for (const Cell cell : all_cells) {
      flow.next();
      ImGui::PushID(colour_of(cell));
      const ui::Within within(name_of(cell));
      switch (parts.settings.task) {
        case Task::adding:
          draw_sums(parts, cell);
          break;
        case Task::recall:
          draw_chances(parts, cell);
          break;
        case Task::text:
          draw_next(parts, cell);
          break;
      }
      draw_score(parts, cell);
      ImGui::PopID();
    }
  }
  if (parts.settings.task == Task::text) draw_moment(parts);
}

}  // namespace madang::demos::rnn
