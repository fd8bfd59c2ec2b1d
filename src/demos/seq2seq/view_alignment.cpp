#include "demos/seq2seq/view_parts.h"
#include "ui/access.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::seq2seq {

namespace {

constexpr float row_of_map = 16.f;

std::string title_of(const Parts& parts, std::size_t place) {
  if (parts.settings.task == Task::digits) return parts.say("숫자 베끼기", "Digits to copy");
  const bool english = parts.settings.language == Tongue::english || place == 1;
  return english ? parts.say("영어 날짜", "An English date") : parts.say("한국어 날짜", "A Korean date");
}

/// "attention on the right field 93.1%; without a step back 97.5% of dates"
std::string figures_of(const Parts& parts, const LanguageFigures& figures) {
  if (figures.lines == 0)
    return parts.say("재생하면 학습하지 않은 줄에서 잰다.", "Play measures it on lines not learned from.");
  return parts.settings.task == Task::digits
             ? ui::filled(parts,
                          {"어텐션의 {0}가 제자리에 있다(줄 {1}개).",
                           "{0} of the attention lies on the right digit ({1} lines)."},
                          ui::percent(figures.on_field), figures.lines)
             : ui::filled(
                   parts,
                   {"어텐션의 {0}가 옳은 자리에 있고, 날짜의 {1}에서 한 번도 되돌아가지 않는다(줄 {2}개).",
                    "{0} of the attention lies on the right field; {1} of the dates are read without a step "
                    "back ({2} lines)."},
                   ui::percent(figures.on_field), ui::percent(figures.straight), figures.lines);
}

void draw_both(const Parts& parts, bool turned) {
  const Snapshot& s = parts.snapshot;
  ui::Flow flow("pair", 320.f, static_cast<int>(s.pair.size()));
  for (std::size_t i = 0; i < std::min(s.pair.size(), s.figures.size()); ++i) {
    flow.next();
    const ui::Within within(title_of(parts, i));
    draw_alignment(parts, "alignment", s.pair[i], {.name = title_of(parts, i), .turned = turned});
    std::string line;
    for (const std::string& each : s.pair[i].source) line += each;
    ui::small_line(title_of(parts, i) + ": " + line, ui::theme().muted);
    const ui::Room room(ui::lines_height(ui::narrow() ? 4 : 3));
    ui::paragraph(figures_of(parts, s.figures[i]));
  }
}

}  // namespace

bool draw_alignment(const Parts& parts, const char* id, const AlignmentPicture& picture,
                    const AlignmentOptions& options) {
  const int rows = picture.target.empty() ? unknown_columns : static_cast<int>(picture.target.size()) + 1;
  const int columns = static_cast<int>(picture.source.size());
  const bool turned = options.turned;
  Matrix all{turned ? columns : rows, turned ? rows : columns,
             std::vector<float>(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns))};
  std::vector<std::string> said(static_cast<std::size_t>(rows), "·"), read;
  std::vector<ui::Cell> right;
  for (const std::string& each : picture.source) read.push_back(shown(each));
  for (int i = 0; i < rows; ++i) {
    if (i < static_cast<int>(picture.said.size()))
      said[static_cast<std::size_t>(i)] = shown(picture.said[static_cast<std::size_t>(i)]);
    if (i >= picture.weights.rows || columns != picture.weights.columns) continue;
    for (int j = 0; j < columns; ++j) {
      (turned ? all.at(j, i) : all.at(i, j)) = picture.weights.at(i, j);
      const int field = picture.right[static_cast<std::size_t>(i)];
      if (field >= 0 && picture.fields[static_cast<std::size_t>(j)] == field)
        right.push_back(turned ? ui::Cell{j, i} : ui::Cell{i, j});
    }
  }
  const char* of_answer = parts.say("답", "answer");
  const char* of_line = parts.say("줄", "line");
  const ui::Cell chosen{options.output, options.input};
  const ui::HeatMapResult result = ui::heat_map(
      id, all,
      {.name = options.name,
       .range = ui::ColourRange{-1.f, 1.f},
       .row_axis = turned ? of_line : of_answer,
       .column_axis = turned ? of_answer : of_line,
       .row_labels = turned ? read : said,
       .column_labels = turned ? said : read,
       .selected = !chosen  ? ui::Cell{}
                   : turned ? ui::Cell{chosen.column, chosen.row}
                            : chosen,
       .marked = right,
       .values = false,
       .scale_bar = false,
       .most_cell = 26.f,
       .most_height = std::min(turned ? 460.f : 560.f, row_of_map * static_cast<float>(all.rows))});
  if (!result.clicked) return false;
  parts.settings.output = (turned ? result.clicked.column : result.clicked.row) + 1;
  parts.settings.input = (turned ? result.clicked.row : result.clicked.column) + 1;
  return true;
}

void draw_pair(const Parts& parts) {
  if (parts.settings.attention == Attention::none) {
    ui::paragraph(parts.say("어텐션이 없는 모델에는 정렬이 없다. 위에서 바다나우나 루옹을 고른다.",
                            "A model without attention has no alignment. Choose Bahdanau or Luong above."));
    return;
  }
  draw_both(parts, ui::narrow());
  ui::caption(
      parts.say("테두리는 그 숫자가 들어 있는 자리이고, 자리 앞의 부호도 그 자리에 넣어 센다. 날짜를 "
                "읽다가 이미 지나온 자리로 가장 센 어텐션이 되돌아가면 한 걸음 물러난 것이다.",
                "Frames mark the field that holds the digit; a sign before a field counts to it. A date is "
                "read with a step back where the strongest attention returns to an earlier field."));
}

}  // namespace madang::demos::seq2seq
