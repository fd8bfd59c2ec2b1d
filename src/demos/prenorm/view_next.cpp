// What the models expect behind the reader's text.
#include "demos/prenorm/view_parts.h"
#include "ui/filled.h"
#include "ui/heat_map.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/text_field.h"
#include "ui/theme.h"

namespace madang::demos::prenorm {

namespace {

std::string shown(const std::string& letter) { return letter == " " ? "·" : letter; }

/// The probabilities of the chosen letter, and how far post-norm is from the frequencies.
void tell_letter(const Parts& parts, int chosen) {
  const Matrix& next = parts.snapshot.next;
  const std::string letter = shown(parts.snapshot.letters[static_cast<std::size_t>(chosen)]);
  float apart = 0;
  for (int i = 0; i < next.columns; ++i)
    apart += std::abs(next.at(static_cast<int>(Arm::post), i) - next.at(arm_count, i)) / 2;
  const ui::Room room(ui::lines_height(ui::narrow() ? 4 : 2));
  ui::paragraph(ui::filled(
      parts,
      {"‘{0}’의 확률: Pre-norm {1}, Post-norm {2}, Post + 워밍업 {3}. 글에서의 빈도: {4}. "
       "Post-norm의 예측과 글자 빈도의 총변동 거리(total variation): {5}.",
       "Probability of “{0}”: pre-norm {1}, post-norm {2}, post + warm-up {3}. Its share "
       "of the text: {4}. Total variation distance of post-norm's row from the frequencies: {5}."},
      letter, ui::percent(next.at(0, chosen)), ui::percent(next.at(1, chosen)),
      ui::percent(next.at(2, chosen)), ui::percent(next.at(arm_count, chosen)), ui::percent(apart)));
}

}  // namespace

void draw_next(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  if (s.letters.empty() || s.next.rows != arm_count + 1) return;
  const ui::TextAnswer answer =
      ui::text_field(parts.say("앞 글자들: 여기에 쓰면 다음 글자를 예측한다",
                               "Text before: type, and the next letter is predicted"),
                     parts.settings.prompt,
                     {.name = "prompt",
                      .placeholder = parts.say("영어 소문자", "lower-case English"),
                      .most_bytes = most_prompt_bytes});
  if (answer.text) parts.settings.prompt = *answer.text;
  std::vector<std::string> letters, rows;
  for (const std::string& letter : s.letters) letters.push_back(shown(letter));
  for (const Arm arm : in_order) rows.emplace_back(name_of(arm).in(parts.hand.language));
  rows.emplace_back(parts.say("글자 빈도", "Frequencies"));
  const int chosen = std::clamp(parts.settings.letter - 1, 0, s.next.columns - 1);
  const ui::HeatMapResult result =
      ui::heat_map("next", s.next,
                   {.name = parts.say("다음 글자의 확률", "Probability of the next letter"),
                    .range = ui::ColourRange{-0.5f, 0.5f},
                    .row_axis = parts.say("모델", "model"),
                    .column_axis = parts.say("글자", "letter"),
                    .row_labels = rows,
                    .column_labels = letters,
                    .highlighted_column = chosen,
                    .values = false,
                    .scale_bar = false,
                    .least_height = 112.f,
                    .most_height = 130.f});
  if (result.clicked) parts.settings.letter = result.clicked.column + 1;
  {
    const ui::Room room(ui::lines_height(ui::narrow() ? 2 : 1));
    ui::caption(ui::filled(parts,
                           {"“{0}” 다음 글자의 확률. 위에 다른 글을 쓰거나 칸을 눌러 보자. 파랄수록 크다.",
                            "What follows “{0}”: the bluer, the likelier. Type another text above, or press "
                            "a cell."},
                           s.asked));
  }
  tell_letter(parts, chosen);
}

}  // namespace madang::demos::prenorm
