#include <cmath>
#include <numeric>

#include "demos/seq2seq/view_parts.h"
#include "io/refused.h"
#include "io/utf8.h"
#include "ui/arithmetic.h"
#include "ui/bars.h"
#include "ui/canvas.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/pad.h"
#include "ui/proof.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::demos::seq2seq {

namespace {

constexpr int spare_columns = 4;  // that an answer may be longer than the true one
constexpr float row_height = 30.f, line_height = 24.f, most_step = 16.f;

/// How many characters of an answer have a place, whatever was said, so that nothing moves.
int places_of(const AlignmentPicture& line) {
  return line.target.empty() ? unknown_columns : static_cast<int>(line.target.size()) + spare_columns;
}

/// One below the other: the line, the right answer and what each model says, a character in a place.
struct Sheet {
  ui::Canvas canvas;
  float left, top, step, size;

  ImVec2 corner(int row, int place) const {
    return {left + step * static_cast<float>(place), top + row_height * static_cast<float>(row)};
  }
};

int lines_of_question() { return ui::narrow() ? 2 : 1; }

void draw_character(const Sheet& sheet, int row, int place, const std::string& text, int right) {
  const auto& theme = ui::theme();
  const ImVec2 low = sheet.corner(row, place), high{low.x + sheet.step, low.y + row_height};
  const ImU32 colour = right == 0 ? theme.negative : right == 1 ? theme.text : theme.muted;
  ui::draw_text_centred(*sheet.canvas.list, low, high, colour, shown(text), sheet.size);
  if (right == 0)
    sheet.canvas.list->AddLine({low.x + 1.f, high.y - 5.f}, {high.x - 1.f, high.y - 5.f}, theme.negative,
                               2.f);
}

/// The place under the pointer, in a row of a model.
void press(const Parts& parts, const Sheet& sheet, int places) {
  if (!sheet.canvas.clicked) return;  // where no pointer is, its place is no number to reckon with
  const ImVec2 mouse = sheet.canvas.mouse;
  const int place = static_cast<int>(std::floor((mouse.x - sheet.left) / sheet.step));
  const int row = static_cast<int>(std::floor((mouse.y - sheet.top) / row_height)) - 1;
  if (place < 0 || place >= places || row < 0 || row >= static_cast<int>(all_attentions.size())) return;
  parts.settings.attention = all_attentions[static_cast<std::size_t>(row)];
  parts.settings.output = place + 1;
  parts.settings.input = 0;
}

void draw_question(const Sheet& sheet, const AlignmentPicture& picture) {
  std::string line;
  for (const std::string& each : picture.source) line += each;
  float y = sheet.canvas.low.y;
  for (const std::string& each :
       ui::lines_of(line, sheet.canvas.width(), ui::body_size, lines_of_question())) {
    ui::draw_text(*sheet.canvas.list, {sheet.canvas.low.x, y}, ui::theme().text, each, ui::body_size);
    y += line_height;
  }
}

void draw_answers(const Parts& parts) {
  const auto& theme = ui::theme();
  const Snapshot& s = parts.snapshot;
  const int places = places_of(s.line);
  const float width = ImGui::GetContentRegionAvail().x, name_width = ui::narrow() ? 62.f : 90.f;
  const float step = std::min(most_step, (width - name_width) / static_cast<float>(places));
  const auto rows = static_cast<float>(all_attentions.size() + 1);
  const float question = line_height * static_cast<float>(lines_of_question());
  Sheet at{ui::canvas("answers", {width, question + row_height * rows},
                      parts.say("줄과 정답, 세 모델의 답",
                                "The line, the right answer and those of the three models")),
           0.f, 0.f, step, std::min(ui::body_size, step * 1.6f)};
  at.left = at.canvas.low.x + name_width;
  at.top = at.canvas.low.y + question;
  draw_question(at, s.line);
  const auto draw_name = [&](int row, const std::string& name, ImU32 colour) {
    ui::draw_text(*at.canvas.list, {at.canvas.low.x, at.corner(row, 0).y + (row_height - ui::small_size) / 2},
                  colour, ui::elided(name, name_width, ui::small_size), ui::small_size);
  };
  draw_name(0, parts.say("정답", "Truth"), theme.muted);
  for (std::size_t i = 0; i < s.line.target.size(); ++i)
    draw_character(at, 0, static_cast<int>(i), s.line.target[i], -1);
  if (s.line.target.empty()) draw_character(at, 0, 0, "?", -1);
  for (const Attention kind : all_attentions) {
    const int row = colour_of(kind) + 1;
    const Answer& answer = parts.model(kind).answer;
    if (kind == parts.settings.attention) {
      const ImVec2 low{at.canvas.low.x, at.corner(row, 0).y}, high{at.canvas.high.x, low.y + row_height};
      at.canvas.list->AddRectFilled(low, high, theme.panel, 4.f);
      const ImVec2 cell = at.corner(row, s.calculation.output);
      at.canvas.list->AddRect(cell, {cell.x + step, cell.y + row_height}, theme.accent, 3.f, 0, 2.f);
    }
    draw_name(row, name_of(kind).in(parts.hand.language), theme.series_colour(colour_of(kind)));
    const auto count = std::min(answer.said.size(), static_cast<std::size_t>(places));
    for (std::size_t i = 0; i < count; ++i)
      draw_character(at, row, static_cast<int>(i), answer.said[i], answer.right[i]);
  }
  ui::stop_at(at.canvas.id, {{at.canvas.low, at.canvas.high},
                             {at.left + step / 2, at.top + row_height * 1.5f},
                             {step, row_height}});
  press(parts, at, places);
}

/// e = Σ a b, and α = exp(e) / Σ exp(e).
void draw_score(const Parts& parts) {
  const Calculation& c = parts.snapshot.calculation;
  const auto chosen = static_cast<std::size_t>(c.input);
  const float score = c.scores[chosen], most = *std::ranges::max_element(c.scores);
  std::vector<ui::Term> terms = ui::dot_product_terms(c.a, c.b, score, ui::narrow() ? 2 : 3);
  terms.front().note = parts.settings.attention == Attention::additive ? "v · tanh(W s + U h)" : "s · W h";
  terms.back().note = parts.say("점수 e", "score e");
  ui::arithmetic("score", terms);
  double sum = 0;
  for (const float each : c.scores) sum += std::exp(static_cast<double>(each - most));
  const std::string weight = ui::fixed_text(c.weights[chosen]);
  const ui::Term share[] = {
      {.text = "exp(" + ui::fixed_text(score - most) + ")",
       .note = parts.say("e − 가장 큰 e", "e − largest e")},
      {.text = "/ " + ui::fixed_text(static_cast<float>(sum)),
       .note = parts.say("모든 글자의 합", "sum over all")},
      {.text = "= " + weight, .strong = true, .note = "α"},
      {.text = "c₁ = … + " + weight + " × " + ui::behind_sign(ui::fixed_text(c.annotation)),
       .note = parts.say("문맥의 첫 수", "first number of the context")},
      {.text = "= " + ui::fixed_text(c.context), .strong = true, .note = "c₁"}};
  ui::arithmetic("weight", share);
}

/// The context of every character where there is no attention.
void draw_bottleneck(const Parts& parts) {
  const std::string name = ui::filled(
      parts,
      {"줄 전체가 지나야 하는 벡터 c: 두 방향의 마지막 상태, 수 {0}개",
       "The vector c that the whole line must pass through: the last state of each direction, {0} numbers"},
      parts.snapshot.summary.values.size());
  const std::string rows[] = {"→", "←"};
  ui::caption(name);
  ui::heat_map("summary", parts.snapshot.summary,
               {.name = name, .range = ui::ColourRange{-1.f, 1.f}, .row_labels = rows, .scale_bar = false});
  ui::paragraph(
      parts.say("어텐션이 없으면 이것이 어느 글자에서나 문맥 c이다. 줄이 아무리 길어도 크기가 그대로라 "
                "여기가 병목이다.",
                "Without attention this is the context c of every character. However long the line, it stays "
                "as large: the "
                "bottleneck."));
}

void draw_calculation(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const Calculation& c = s.calculation;
  const ui::Room room(ui::lines_height(ui::narrow() ? 14 : 9));
  const std::string said = c.output < static_cast<int>(s.line.said.size())
                               ? shown(s.line.said[static_cast<std::size_t>(c.output)])
                               : "⏎";
  ui::caption(ui::filled(parts,
                         {"답의 {0}번째 글자 ‘{1}’에서 줄의 {2}번째 글자 ‘{3}’에 두는 가중치",
                          "How character {0} of the answer, “{1}”, weighs character {2} of the line, “{3}”"},
                         c.output + 1, said, c.input + 1,
                         shown(s.line.source[static_cast<std::size_t>(c.input)])));
  draw_score(parts);
  ui::proof(parts.hand, "definition",
            {.value = c.difference,
             .limit = 1e-3f,
             .told = ui::filled(
                 parts,
                 {"점수 e, 가중치 α, 문맥 c를 정의대로 반복문으로 다시 계산한 것과의 가장 큰 차이: {0}.",
                  "Scores e, weights α and context c, computed again by loops as they are defined, "
                  "differ by at most {0}."},
                 c.difference)});
}

void draw_chances(const Parts& parts) {
  const Calculation& c = parts.snapshot.calculation;
  static constexpr const char* symbols[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "-", "␣", "⏎"};
  const AlignmentPicture& line = parts.snapshot.line;
  std::vector<ui::Bar> bars;
  int truth = -1;
  const auto place = static_cast<std::size_t>(c.output);
  const std::string right = place < line.target.size()                 ? shown(line.target[place])
                            : place == line.target.size() && place > 0 ? "⏎"
                                                                       : std::string();
  for (std::size_t i = 0; i < std::min(std::size(symbols), c.chances.size()); ++i) {
    if (right == symbols[i]) truth = static_cast<int>(i);
    bars.push_back(
        {.label = symbols[i], .value = c.chances[i], .colour = colour_of(parts.settings.attention)});
  }
  const std::string name = ui::filled(parts,
                                      {"{0}번째 글자의 확률. 테두리는 정답, ⏎는 끝이다.",
                                       "Probability of character {0}. Framed: the right one; ⏎ is the end."},
                                      c.output + 1);
  ui::bars(
      "chances", bars,
      {.name = name, .low = 0.f, .high = 1.f, .selected = truth, .height = ui::narrow() ? 110.f : 150.f});
  ui::caption(name);
}

void draw_own_line(const Parts& parts) {
  Settings& settings = parts.settings;
  const ui::TextAnswer answer = ui::text_field(
      parts.say("내 줄", "My line"), settings.own_line,
      {.name = "own_line",
       .placeholder = settings.task == Task::digits
                          ? "3141592653"
                          : parts.say("2024년 5월 3일; 1999년 12월 31일", "May 3, 2024; 31 December 1999"),
       .most_bytes = most_line_bytes});
  if (answer.text) settings.own_line = *answer.text;
  if (answer.cut || io::decode_utf8(settings.own_line).size() > most_line_characters)
    parts.hand.complain({"줄이 너무 길어 앞의 60자만 읽습니다.",
                         "The line is too long; only its first 60 characters are read."});
}

/// Where the line comes from: digits have no format that is kept back.
void draw_source(const Parts& parts) {
  demo::Field field = demo::field_of(parts.settings, &Settings::source);
  if (parts.settings.task == Task::digits && parts.settings.source != Source::unseen)
    std::get<demo::Choice>(field.kind).options.pop_back();
  ui::choice(parts.hand, field);
}

void draw_map(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  draw_alignment(parts, "alignment", s.line,
                 {.name = parts.say("어텐션 가중치: 답의 글자마다 줄의 글자에 얼마를 두는가",
                                    "Attention weights of each character of the answer on those of the line"),
                  .turned = ui::narrow(),
                  .output = s.calculation.output,
                  .input = s.calculation.input});
  ui::caption(
      parts.say("파랄수록 그 글자를 많이 본다. 테두리는 보아야 할 자리이다. 칸이나 글자를 누르면 아래에 그 "
                "계산이 나온다.",
                "The bluer, the more it is looked at; frames mark where it should look. Press a cell or a "
                "character for its arithmetic."));
}

}  // namespace

void draw_line(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.models.size() != all_attentions.size()) return;
  draw_answers(parts);
  draw_source(parts);
  if (parts.settings.source == Source::own) draw_own_line(parts);
  if (parts.settings.attention == Attention::none || s.calculation.scores.empty())
    draw_bottleneck(parts);
  else
    draw_map(parts);
  {
    const bool prepared = parts.settings.source == Source::known;  // of which there is nothing to say
    const ui::Room room(ui::lines_height(prepared ? 0 : 1));
    if (!s.notice.empty()) ui::caption(s.notice.in(parts.hand.language));
  }
  ui::Flow flow("inside", 320.f, s.calculation.scores.empty() ? 1 : 2);
  if (!s.calculation.scores.empty()) {
    flow.next();
    draw_calculation(parts);
  }
  flow.next();
  draw_chances(parts);
}

}  // namespace madang::demos::seq2seq
