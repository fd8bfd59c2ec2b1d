#include <algorithm>

#include "demos/attention/view_picture.h"
#include "ui/canvas.h"
#include "ui/controls.h"
#include "ui/curve_plot.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::attention {

namespace {

/// "1: 0.10, 2: 0.85": the probability of each answer.
std::string spoken(const Learning& learning) {
  std::string text;
  for (std::size_t i = 0; i < learning.answer.size(); ++i)
    text += (i > 0 ? ", " : "") + learning.values[i] + ": " + ui::fixed_text(learning.answer[i]);
  return text;
}

/// One bar per value that could be the answer.
void draw_answer(const Picture& picture) {
  const Learning& learning = picture.snapshot.learning;
  if (learning.answer.empty() || learning.values.size() != learning.answer.size()) return;
  ui::caption(
      picture.say("답의 확률. 테두리가 정답이다.", "Probability of each answer; the right one is framed."));
  const ui::Canvas c = ui::still_canvas("answer", {ui::width_or_available(0.f), 74.f}, spoken(learning));
  const auto& theme = ui::theme();
  const float step = std::min(48.f, c.width() / static_cast<float>(learning.answer.size()));
  const float base = c.high.y - ui::small_size - 6.f;
  for (std::size_t i = 0; i < learning.answer.size(); ++i) {
    const float x = c.low.x + static_cast<float>(i) * step;
    const ImVec2 low = {x + 3.f, base - (base - c.low.y) * learning.answer[i]}, high = {x + step - 3.f, base};
    const bool right = static_cast<int>(i) == learning.right_value;
    c.list->AddRectFilled({low.x, c.low.y}, high, theme.panel, 4.f);
    c.list->AddRectFilled(low, high, right ? theme.positive : theme.negative, 4.f);
    if (right) c.list->AddRect({low.x, c.low.y}, high, theme.accent, 4.f, 0, 2.f);
    ui::draw_text_centred(*c.list, {x, base + 3.f}, {x + step, c.high.y}, right ? theme.text : theme.muted,
                          learning.values[i], ui::small_size);
  }
}

}  // namespace

void draw_question(Picture& picture) {
  Settings& settings = picture.settings;
  ui::paragraph(
      picture.say("연상 회상(associative recall): ‘A3’은 키 A와 값 3이 한 쌍이라는 뜻이다. 마지막 토큰 "
                  "‘A?’는 키 A와 짝인 값을 묻는다.",
                  "Associative recall: “A3” pairs the key A with the value 3. The last token, “A?”, asks for "
                  "the value paired with A."));
  if (ui::button(picture.say("다른 문제 보기", "Another question"))) {
    settings.example = (settings.example + 1) % 256;
    settings.asked = 0;
  }
  ImGui::SameLine();
  ui::caption(
      picture.say("오른쪽 토큰을 누르면 그 키를 묻는다.", "Press a token on the right to ask for its key."));
}

void draw_learning(Picture& picture) {
  const Learning& learning = picture.snapshot.learning;
  ui::paragraph(ui::filled(picture,
                           {"정확도 {0}, 옳은 토큰에 준 가중치 {1} (학습에 쓰지 않은 문제 256개)",
                            "Accuracy {0}, weight on the right token {1} (256 held-out questions)"},
                           ui::percent(learning.accuracy), ui::fixed_text(learning.right_weight)));
  const char* steps = picture.say("갱신 횟수", "updates");
  ui::curve_plot(picture.hand, "share", {.x_label = steps, .y_low = 0.f, .y_high = 1.f, .height = 130.f});
  ui::curve_plot(picture.hand, "loss",
                 {.x_label = steps, .y_scale = demo::Scale::logarithmic, .height = 130.f});
  draw_answer(picture);
}

void draw_learning_settings(Picture& picture) {
  ui::field(picture, &Settings::pairs);
  ui::field(picture, &Settings::learning_rate);
}

}  // namespace madang::demos::attention
