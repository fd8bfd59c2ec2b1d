#include "demos/seq2seq/view_parts.h"
#include "ui/access.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::seq2seq {

namespace {

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
             ? ui::filled(parts, {"어텐션의 {0}가 제자리에 있다(줄 {1}개).",
                                  "{0} of the attention lies on the right digit ({1} lines)."},
                          ui::percent(figures.on_field), figures.lines)
             : ui::filled(parts,
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

void draw_pair(const Parts& parts) {
  if (parts.settings.attention == Attention::none) {
    ui::paragraph(parts.say("어텐션이 없는 모델에는 정렬이 없다. 위에서 바다나우나 루옹을 고른다.",
                            "A model without attention has no alignment. Choose Bahdanau or Luong above."));
    return;
  }
  draw_both(parts, ui::narrow());
  ui::caption(parts.say("테두리는 그 숫자가 들어 있는 자리이고, 자리 앞의 부호도 그 자리에 넣어 센다. 날짜를 "
                        "읽다가 이미 지나온 자리로 가장 센 어텐션이 되돌아가면 한 걸음 물러난 것이다.",
                        "Frames mark the field that holds the digit; a sign before a field counts to it. A date is "
                        "read with a step back where the strongest attention returns to an earlier field."));
}

}  // namespace madang::demos::seq2seq
